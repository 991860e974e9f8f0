// What every page may need; each part looks for its own data attribute.
import "./dialogs.js";
import "./error_summary.js";
import "./filters.js";
import "./limits.js";
import "./menus.js";
import "./print.js";
import "./shortcuts.js";
import "./submit_once.js";
import "./suggestions.js";
import "./theme.js";
