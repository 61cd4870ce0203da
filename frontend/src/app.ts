import "./styles/app.css";
import { arrival } from "./controllers/arrival.ts";
import { bell } from "./controllers/bell.ts";
import { board } from "./controllers/board.ts";
import { choice } from "./controllers/choice.ts";
import { composer } from "./controllers/composer.ts";
import { copy } from "./controllers/copy.ts";
import { dialog } from "./controllers/dialog.ts";
import { discarding } from "./controllers/discarding.ts";
import { flap } from "./controllers/flap.ts";
import { form } from "./controllers/form.ts";
import { here } from "./controllers/here.ts";
import { history } from "./controllers/history.ts";
import { keys } from "./controllers/keys.ts";
import { leaving } from "./controllers/leaving.ts";
import { leftout } from "./controllers/leftout.ts";
import { lightbox } from "./controllers/lightbox.ts";
import { live } from "./controllers/live.ts";
import { mention } from "./controllers/mention.ts";
import { menu } from "./controllers/menu.ts";
import { mirror } from "./controllers/mirror.ts";
import { opened } from "./controllers/opened.ts";
import { opening } from "./controllers/opening.ts";
import { orderlist } from "./controllers/orderlist.ts";
import { ordertable } from "./controllers/ordertable.ts";
import { outbox } from "./controllers/outbox.ts";
import { palette } from "./controllers/palette.ts";
import { panel } from "./controllers/panel.ts";
import { passkey } from "./controllers/passkey.ts";
import { password } from "./controllers/password.ts";
import { picked } from "./controllers/picked.ts";
import { picker } from "./controllers/picker.ts";
import { push } from "./controllers/push.ts";
import { rows } from "./controllers/rows.ts";
import { seen } from "./controllers/seen.ts";
import { signature } from "./controllers/signature.ts";
import { standing } from "./controllers/standing.ts";
import { stepper } from "./controllers/stepper.ts";
import { talk } from "./controllers/talk.ts";
import { theme } from "./controllers/theme.ts";
import { timeline } from "./controllers/timeline.ts";
import { totals } from "./controllers/totals.ts";
import { typing } from "./controllers/typing.ts";
import { unsaved } from "./controllers/unsaved.ts";
import { uploads } from "./controllers/uploads.ts";
import { zone } from "./controllers/zone.ts";
import { startHypermedia } from "./hypermedia.ts";
import { start } from "./registry.ts";
import { letToastsGo } from "./toast.ts";

startHypermedia();
letToastsGo();
start({
  arrival,
  bell,
  board,
  choice,
  composer,
  copy,
  dialog,
  discarding,
  flap,
  form,
  here,
  history,
  keys,
  leaving,
  leftout,
  lightbox,
  live,
  mention,
  menu,
  mirror,
  opened,
  opening,
  orderlist,
  palette,
  ordertable,
  outbox,
  panel,
  passkey,
  password,
  picked,
  picker,
  push,
  rows,
  seen,
  signature,
  standing,
  stepper,
  talk,
  theme,
  timeline,
  totals,
  typing,
  unsaved,
  uploads,
  zone,
});
