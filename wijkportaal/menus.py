"""What stands in the menus, in Dutch, in this order (see wijkportaal.foundation.components.navigation).

An item is shown to who has its `permission`; `section` heads a group in the side navigation of the workspace.
"""

NAVIGATION = {
    "public": [
        {"label": "Voorpagina", "url": "portal:home", "icon": "home"},
        {"label": "Wijken en dorpen", "url": "territory:index", "icon": "map-2"},
        {"label": "Programma's", "url": "yearly:index", "icon": "book"},
        {"label": "Organisaties", "url": "organisations:index", "icon": "users-group"},
    ],
    "workspace": [
        {"label": "Mijn werk", "url": "portal:workspace", "icon": "layout-dashboard"},
        {"label": "Programma's", "url": "yearly:workbench", "icon": "book"},
        {"label": "Cyclus", "url": "cycle:board", "icon": "refresh", "permission": "cycle.see_board"},
        {
            "label": "Mijn bijdragen",
            "url": "contributions:mine",
            "icon": "file-text",
            "permission": "yearly.contribute",
        },
        {
            "label": "Vastgesteld",
            "url": "contributions:adopted",
            "icon": "circle-check",
            "permission": "contributions.follow_adopted",
        },
        {"label": "Projecten", "url": "projects:workbench", "icon": "list-check"},
        {
            "label": "Mijn projecten",
            "url": "progress:own_projects",
            "icon": "tool",
            "permission": "progress.see_own_projects",
        },
        {
            "label": "Afspraken",
            "url": "commitments:workbench",
            "icon": "checks",
            "permission": "commitments.see_workbench",
        },
        {"label": "Visies", "url": "visions:workbench", "icon": "target"},
        {
            "label": "Grootboek",
            "url": "ledger:index",
            "icon": "coin",
            "section": "Geld",
            "permission": "ledger.see_ledger",
        },
        {
            "label": "Bestemmingen",
            "url": "ledger:purposes",
            "icon": "tags",
            "section": "Geld",
            "permission": "ledger.manage_purposes",
        },
        {
            "label": "Organisaties",
            "url": "organisations:manage",
            "icon": "users-group",
            "section": "Wijken en dorpen",
            "permission": "organisations.edit_some",
        },
        {
            "label": "Voorzieningen",
            "url": "organisations:manage_facilities",
            "icon": "map-pins",
            "section": "Wijken en dorpen",
            "permission": "organisations.edit_some",
        },
        {
            "label": "Onderdelen programma",
            "url": "contributions:template",
            "icon": "list-check",
            "section": "Beheer",
            "permission": "yearly.manage_template",
        },
        {
            "label": "Thema's",
            "url": "themes:index",
            "icon": "tags",
            "section": "Beheer",
            "permission": "themes.manage_themes",
        },
        {
            "label": "Personen en rollen",
            "url": "roles:people",
            "icon": "users",
            "section": "Beheer",
            "permission": "roles.manage_roles",
        },
        {
            "label": "Uitnodigingen",
            "url": "roles:invitations",
            "icon": "user-plus",
            "section": "Beheer",
            "permission": "roles.manage_roles",
        },
        {
            "label": "Toegangscontrole",
            "url": "roles:reviews",
            "icon": "list-check",
            "section": "Beheer",
            "permission": "roles.review_access",
        },
        {
            "label": "Gegevens inlezen",
            "url": "imports:index",
            "icon": "file-import",
            "section": "Beheer",
            "permission": "imports.run_import",
        },
        {
            "label": "Herindeling",
            "url": "reforms:index",
            "icon": "git-merge",
            "section": "Beheer",
            "permission": "reforms.carry_out_reform",
        },
        {
            "label": "Huisstijl",
            "url": "branding:change",
            "icon": "palette",
            "section": "Beheer",
            "permission": "branding.change_gemeente",
        },
    ],
    "person": [
        {"label": "Mijn account", "url": "people:profile", "icon": "user-circle"},
        {"label": "Wat ik volg", "url": "subscriptions:mine", "icon": "bell"},
        {"label": "Tweede stap bij inloggen", "url": "mfa_index", "icon": "shield-lock"},
    ],
    "footer": [
        {"label": "Wat ik volg", "url": "subscriptions:mine"},
        {"label": "Toegankelijkheid", "url": "operations:accessibility"},
        {"label": "Privacy", "url": "operations:privacy"},
        {"label": "Cookies", "url": "operations:cookies"},
    ],
}
