// The look's only scripts; every page works without them.
import './look.js';
import './menus.js';
import './confirm.js';
import './copy.js';
import './keys.js';
import './requests.js';
import './suggest.js';
