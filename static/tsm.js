// What pages can do better with a script. Everything works without: each part only shortens a way that exists.
import "./parts/acting.js";
import "./parts/menus.js";
import "./parts/dialogs.js";
import "./parts/keys.js";
import "./parts/hits.js";
import "./parts/palette.js";
import "./parts/copying.js";
import "./parts/secrets.js";
import "./parts/toasts.js";
import "./parts/failures.js";
import "./parts/looking.js";
import "./parts/ticks.js";
import "./parts/ages.js";
import "./parts/pickers.js";
import "./parts/following.js";
import "./parts/filters.js";
import "./parts/tabs.js";
