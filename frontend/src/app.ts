import "./styles/app.css";
import { accessWatch } from "./controllers/access-watch.ts";
import { bell } from "./controllers/bell.ts";
import { board } from "./controllers/board.ts";
import { clipboard } from "./controllers/clipboard.ts";
import { combobox } from "./controllers/combobox.ts";
import { commandPalette } from "./controllers/command-palette.ts";
import { composer } from "./controllers/composer.ts";
import { conditionalFields } from "./controllers/conditional-fields.ts";
import { detailsPopover } from "./controllers/details-popover.ts";
import { dialog } from "./controllers/dialog.ts";
import { discardLink } from "./controllers/discard-link.ts";
import { drawer } from "./controllers/drawer.ts";
import { echoText } from "./controllers/echo-text.ts";
import { entryActions } from "./controllers/entry-actions.ts";
import { form } from "./controllers/form.ts";
import { hotkeys } from "./controllers/hotkeys.ts";
import { lightbox } from "./controllers/lightbox.ts";
import { live } from "./controllers/live.ts";
import { mention } from "./controllers/mention.ts";
import { menu } from "./controllers/menu.ts";
import { openLink } from "./controllers/open-link.ts";
import { orderList } from "./controllers/order-list.ts";
import { orderTable } from "./controllers/order-table.ts";
import { outbox } from "./controllers/outbox.ts";
import { pageFocus } from "./controllers/page-focus.ts";
import { passkey } from "./controllers/passkey.ts";
import { password } from "./controllers/password.ts";
import { presence } from "./controllers/presence.ts";
import { push } from "./controllers/push.ts";
import { readReceipts } from "./controllers/read-receipts.ts";
import { repeatableRows } from "./controllers/repeatable-rows.ts";
import { rowSelection } from "./controllers/row-selection.ts";
import { signOut } from "./controllers/sign-out.ts";
import { signature } from "./controllers/signature.ts";
import { stepper } from "./controllers/stepper.ts";
import { theme } from "./controllers/theme.ts";
import { timeline } from "./controllers/timeline.ts";
import { timelineHistory } from "./controllers/timeline-history.ts";
import { timezoneDefault } from "./controllers/timezone-default.ts";
import { totals } from "./controllers/totals.ts";
import { typingIndicator } from "./controllers/typing-indicator.ts";
import { unconfirmedLines } from "./controllers/unconfirmed-lines.ts";
import { unsavedGuard } from "./controllers/unsaved-guard.ts";
import { uploads } from "./controllers/uploads.ts";
import { viewBeacon } from "./controllers/view-beacon.ts";
import { startHypermedia } from "./htmx-setup.ts";
import { start } from "./registry.ts";
import { letToastsGo } from "./toast.ts";

startHypermedia();
letToastsGo();
start({
  "page-focus": pageFocus,
  bell,
  board,
  "conditional-fields": conditionalFields,
  composer,
  clipboard,
  dialog,
  "discard-link": discardLink,
  "details-popover": detailsPopover,
  form,
  presence,
  "timeline-history": timelineHistory,
  hotkeys,
  "sign-out": signOut,
  "unconfirmed-lines": unconfirmedLines,
  lightbox,
  live,
  mention,
  menu,
  "echo-text": echoText,
  "view-beacon": viewBeacon,
  "open-link": openLink,
  "order-list": orderList,
  "command-palette": commandPalette,
  "order-table": orderTable,
  outbox,
  drawer,
  passkey,
  password,
  "row-selection": rowSelection,
  combobox,
  push,
  "repeatable-rows": repeatableRows,
  "read-receipts": readReceipts,
  signature,
  "access-watch": accessWatch,
  stepper,
  "entry-actions": entryActions,
  theme,
  timeline,
  totals,
  "typing-indicator": typingIndicator,
  "unsaved-guard": unsavedGuard,
  uploads,
  "timezone-default": timezoneDefault,
});
