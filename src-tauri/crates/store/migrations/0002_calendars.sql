-- What crosses between the plan and other people's calendars.
--
-- `outward`, `told`, `busy_time`, `busy_reading` and `pushed` record what has happened outside: undo does not take a sent mail
-- back, so they stand beside the log of gestures and are never restored by it.

-- The version of a meeting that the outer world knows. SEQUENCE must never fall (RFC 5545, 3.8.7.4), not even when a
-- move is undone, so it is counted here and not in the meeting.
CREATE TABLE outward (
    meeting TEXT NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL,
    -- Of time, place and status: another digest is another version.
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    -- The meeting as it was then (JSON), to cancel one that is gone.
    meeting_then TEXT NOT NULL
) STRICT;

-- What each invited person was last told.
CREATE TABLE told (
    meeting TEXT NOT NULL,
    party TEXT NOT NULL,
    invited TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    -- Of everything this person sees.
    digest TEXT NOT NULL,
    cancelled INTEGER NOT NULL,
    at TEXT NOT NULL,
    -- The meeting as this person knows it (JSON): a cancellation names it so, from whoever invited.
    meeting_then TEXT NOT NULL,
    PRIMARY KEY (meeting, party)
) STRICT;

-- What each invited person answered; the id is made of meeting and party.
CREATE TABLE reply (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    party TEXT NOT NULL,
    invited TEXT NOT NULL,
    attends TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    comment TEXT NOT NULL,
    proposed TEXT,
    declined INTEGER NOT NULL
) STRICT;
CREATE INDEX reply_meeting ON reply (meeting);

CREATE TABLE poll (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    zone TEXT NOT NULL,
    slots TEXT NOT NULL,
    closes TEXT,
    guests TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX poll_meeting ON poll (meeting);

CREATE TABLE calendar_account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    user_name TEXT NOT NULL,
    push_to TEXT,
    push_name TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE busy_source (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    owner_provider TEXT REFERENCES provider (id),
    owner_room TEXT REFERENCES room (id),
    owner_client TEXT REFERENCES client (id),
    origin TEXT NOT NULL,
    account TEXT REFERENCES calendar_account (id),
    refresh INTEGER,
    tentative_counts INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX busy_source_provider ON busy_source (owner_provider);
CREATE INDEX busy_source_room ON busy_source (owner_room);
CREATE INDEX busy_source_client ON busy_source (owner_client);
CREATE INDEX busy_source_account ON busy_source (account);

-- How the last reading of a source went. Validators spare the server an unchanged calendar.
CREATE TABLE busy_reading (
    source TEXT NOT NULL PRIMARY KEY,
    -- Where the times were read from (JSON): a source that has been pointed elsewhere since is read anew.
    origin TEXT NOT NULL,
    read_at TEXT,
    tried_at TEXT NOT NULL,
    -- Why the last reading failed (JSON).
    problem TEXT,
    remarks TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    -- The stretch of time that was expanded; equal where nothing has ever been read.
    from_utc TEXT NOT NULL,
    to_utc TEXT NOT NULL
) STRICT;

CREATE TABLE busy_time (
    source TEXT NOT NULL,
    from_utc TEXT NOT NULL,
    to_utc TEXT NOT NULL,
    tentative INTEGER NOT NULL
) STRICT;
CREATE INDEX busy_time_source ON busy_time (source, from_utc);

-- What a server holds of ours.
CREATE TABLE pushed (
    account TEXT NOT NULL,
    calendar TEXT NOT NULL,
    meeting TEXT NOT NULL,
    href TEXT NOT NULL,
    etag TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (account, calendar, meeting)
) STRICT;

-- The language in which a client is written to; without one, its country's.
ALTER TABLE client ADD COLUMN language TEXT;

PRAGMA user_version = 2;
