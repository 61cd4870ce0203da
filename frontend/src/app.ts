import "./styles/app.css";
import { choice } from "./controllers/choice.ts";
import { composer } from "./controllers/composer.ts";
import { copy } from "./controllers/copy.ts";
import { dialog } from "./controllers/dialog.ts";
import { form } from "./controllers/form.ts";
import { keys } from "./controllers/keys.ts";
import { leftout } from "./controllers/leftout.ts";
import { live } from "./controllers/live.ts";
import { menu } from "./controllers/menu.ts";
import { mirror } from "./controllers/mirror.ts";
import { opened } from "./controllers/opened.ts";
import { orderlist } from "./controllers/orderlist.ts";
import { panel } from "./controllers/panel.ts";
import { password } from "./controllers/password.ts";
import { picker } from "./controllers/picker.ts";
import { rows } from "./controllers/rows.ts";
import { signature } from "./controllers/signature.ts";
import { standing } from "./controllers/standing.ts";
import { stepper } from "./controllers/stepper.ts";
import { theme } from "./controllers/theme.ts";
import { timeline } from "./controllers/timeline.ts";
import { totals } from "./controllers/totals.ts";
import { unsaved } from "./controllers/unsaved.ts";
import { uploads } from "./controllers/uploads.ts";
import { zone } from "./controllers/zone.ts";
import { startHypermedia } from "./hypermedia.ts";
import { start } from "./registry.ts";

startHypermedia();
start({
  choice,
  composer,
  copy,
  dialog,
  form,
  keys,
  leftout,
  live,
  menu,
  mirror,
  opened,
  orderlist,
  panel,
  password,
  picker,
  rows,
  signature,
  standing,
  stepper,
  theme,
  timeline,
  totals,
  unsaved,
  uploads,
  zone,
});
