-- The first schema. Times: civil times and dates as ISO 8601 text without a zone; instants as UTC text of fixed width,
-- so that they sort. Hours, absences and lists nobody queries by are JSON in TEXT. Truth values are INTEGER 0 or 1.
-- `version` counts the changes of a row.

CREATE TABLE firm (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE site (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    zone TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    site TEXT NOT NULL REFERENCES site (id),
    seats INTEGER NOT NULL,
    hours TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX room_site ON room (site);

CREATE TABLE provider (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    email TEXT NOT NULL,
    firm TEXT NOT NULL REFERENCES firm (id),
    site TEXT REFERENCES site (id),
    zone TEXT NOT NULL,
    hours TEXT NOT NULL,
    absences TEXT NOT NULL,
    max_per_day INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX provider_firm ON provider (firm);
CREATE INDEX provider_site ON provider (site);

CREATE TABLE provider_skill (
    provider TEXT NOT NULL REFERENCES provider (id),
    position INTEGER NOT NULL,
    skill TEXT NOT NULL,
    PRIMARY KEY (provider, position)
) STRICT;

CREATE TABLE client (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    site TEXT REFERENCES site (id),
    zone TEXT NOT NULL,
    value INTEGER NOT NULL,
    sales REAL,
    hours TEXT NOT NULL,
    preferred TEXT NOT NULL,
    max_per_day INTEGER NOT NULL,
    notes TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX client_code ON client (code);
CREATE INDEX client_name ON client (name);
CREATE INDEX client_site ON client (site);

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    principal INTEGER NOT NULL
) STRICT;
CREATE INDEX person_client ON person (client, position);

CREATE TABLE client_tag (
    client TEXT NOT NULL REFERENCES client (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (client, position)
) STRICT;

CREATE TABLE client_attribute (
    client TEXT NOT NULL REFERENCES client (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (client, name)
) STRICT;

CREATE TABLE client_rival (
    client TEXT NOT NULL REFERENCES client (id),
    position INTEGER NOT NULL,
    rival TEXT NOT NULL REFERENCES client (id),
    PRIMARY KEY (client, position)
) STRICT;
CREATE INDEX client_rival_rival ON client_rival (rival);

CREATE TABLE topic (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    format TEXT,
    group_variant TEXT NOT NULL,
    minutes INTEGER,
    places TEXT NOT NULL,
    mix_attribute TEXT,
    mix_prefer TEXT,
    sensitive INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE topic_skill (
    topic TEXT NOT NULL REFERENCES topic (id),
    position INTEGER NOT NULL,
    skill TEXT NOT NULL,
    PRIMARY KEY (topic, position)
) STRICT;

CREATE TABLE need (
    id TEXT NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id),
    topic TEXT NOT NULL REFERENCES topic (id),
    priority INTEGER NOT NULL,
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    place TEXT NOT NULL,
    note TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX need_client ON need (client);
CREATE INDEX need_topic ON need (topic);

-- Current answers; one without a topic is given for the client as a whole. The id is made of client, topic and item.
CREATE TABLE answer (
    id TEXT NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id),
    topic TEXT REFERENCES topic (id),
    item TEXT NOT NULL,
    value INTEGER NOT NULL,
    given TEXT,
    author TEXT NOT NULL
) STRICT;
CREATE INDEX answer_client ON answer (client, topic, item);
CREATE INDEX answer_topic ON answer (topic);

-- A standing fact that overrides the recommended format ("override" itself is a word of some dialects).
CREATE TABLE client_override (
    id TEXT NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id),
    topic TEXT REFERENCES topic (id),
    fact TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX client_override_client ON client_override (client);
CREATE INDEX client_override_topic ON client_override (topic);

-- Every placement ever; rows are added, never changed.
CREATE TABLE placement (
    id TEXT NOT NULL PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id),
    topic TEXT NOT NULL REFERENCES topic (id),
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    cause TEXT NOT NULL,
    sharing REAL,
    providers REAL,
    state TEXT NOT NULL,
    format TEXT,
    chosen TEXT
) STRICT;
CREATE INDEX placement_history ON placement (client, topic, at, id);
CREATE INDEX placement_topic ON placement (topic);

-- The newest of each client and topic, so that the matrix need not look through the history.
CREATE TABLE placement_current (
    client TEXT NOT NULL REFERENCES client (id),
    topic TEXT NOT NULL REFERENCES topic (id),
    placement TEXT NOT NULL REFERENCES placement (id),
    PRIMARY KEY (client, topic)
) STRICT;
CREATE INDEX placement_current_placement ON placement_current (placement);

-- Civil time in its zone is what was agreed; the two instants are computed from it, to find meetings by time.
CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    topic TEXT REFERENCES topic (id),
    format TEXT NOT NULL,
    variant TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    status TEXT NOT NULL,
    start TEXT NOT NULL,
    zone TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    start_utc TEXT NOT NULL,
    end_utc TEXT NOT NULL,
    place TEXT NOT NULL,
    place_room TEXT REFERENCES room (id),
    place_client TEXT REFERENCES client (id),
    lock_start INTEGER NOT NULL,
    lock_place INTEGER NOT NULL,
    lock_providers INTEGER NOT NULL,
    reason TEXT NOT NULL,
    agenda TEXT NOT NULL,
    notes TEXT NOT NULL,
    conflict_kept INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_start ON meeting (start_utc);
CREATE INDEX meeting_end ON meeting (end_utc);
CREATE INDEX meeting_topic ON meeting (topic);
CREATE INDEX meeting_place_room ON meeting (place_room);
CREATE INDEX meeting_place_client ON meeting (place_client);

CREATE TABLE meeting_client (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    position INTEGER NOT NULL,
    client TEXT NOT NULL REFERENCES client (id),
    need TEXT REFERENCES need (id),
    PRIMARY KEY (meeting, position)
) STRICT;
CREATE INDEX meeting_client_client ON meeting_client (client);
CREATE INDEX meeting_client_need ON meeting_client (need);

CREATE TABLE meeting_provider (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    position INTEGER NOT NULL,
    provider TEXT NOT NULL REFERENCES provider (id),
    role TEXT NOT NULL,
    PRIMARY KEY (meeting, position)
) STRICT;
CREATE INDEX meeting_provider_provider ON meeting_provider (provider);

CREATE TABLE draft (
    id TEXT NOT NULL PRIMARY KEY,
    created TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    status TEXT NOT NULL,
    problem TEXT NOT NULL,
    plan TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- What undo takes back: one gesture of the user, and the rows it changed, whole, before and after.
CREATE TABLE gesture (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    done TEXT NOT NULL,
    undone INTEGER NOT NULL
) STRICT;
CREATE TABLE change (
    gesture INTEGER NOT NULL REFERENCES gesture (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (gesture, position)
) STRICT;

-- "CUAD": marks the file as a workspace. The version is this migration's number.
PRAGMA application_id = 1129660740;
PRAGMA user_version = 1;
