import { registry } from "@web/core/registry";

import { Preferences } from "./preferences";

registry.category("public_components").add("mentoring_programme.preferences", Preferences);
