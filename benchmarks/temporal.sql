-- What somebody would build who wants figures with two times in plain PostgreSQL: one table of what
-- holds now, with the days on which each amount is valid, and a trigger that keeps every row that
-- is altered or removed, with the moments between which it was believed.

CREATE TABLE figure (
    project    text NOT NULL,
    measure    text NOT NULL,
    year       text NOT NULL,
    amount     numeric(16, 2) NOT NULL,
    valid      daterange NOT NULL,
    known_from timestamptz NOT NULL
);
CREATE INDEX figure_of_project ON figure (project, measure, year, lower(valid));
CREATE INDEX figure_valid ON figure USING gist (valid);

CREATE TABLE figure_history (
    project text NOT NULL,
    measure text NOT NULL,
    year    text NOT NULL,
    amount  numeric(16, 2) NOT NULL,
    valid   daterange NOT NULL,
    known   tstzrange NOT NULL
);
CREATE INDEX figure_history_of_project ON figure_history (project, measure, year);
CREATE INDEX figure_history_times ON figure_history USING gist (known, valid);

CREATE TABLE project (ref text PRIMARY KEY, portfolio text NOT NULL);

CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_known timestamptz := current_setting('figures.recorded_at')::timestamptz;
BEGIN
    IF OLD.known_from < now_known THEN
        INSERT INTO figure_history VALUES (OLD.project, OLD.measure, OLD.year, OLD.amount,
            OLD.valid, tstzrange(OLD.known_from, now_known));
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    NEW.known_from := now_known;
    RETURN NEW;
END $$;

CREATE TRIGGER figure_keeps_history BEFORE UPDATE OR DELETE ON figure
    FOR EACH ROW EXECUTE FUNCTION keep_history();

CREATE FUNCTION move(of_project text, of_measure text, of_year text, change numeric, since date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    held figure;
BEGIN
    SELECT * INTO held FROM figure WHERE project = of_project AND measure = of_measure
        AND year = of_year AND valid @> since FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO figure VALUES (of_project, of_measure, of_year, change, daterange(since, NULL),
            current_setting('figures.recorded_at')::timestamptz);
        RETURN;
    END IF;
    UPDATE figure SET amount = amount + change WHERE project = of_project AND measure = of_measure
        AND year = of_year AND lower(valid) >= since;
    IF lower(held.valid) < since THEN
        UPDATE figure SET valid = daterange(lower(held.valid), since) WHERE project = of_project
            AND measure = of_measure AND year = of_year AND valid = held.valid;
        INSERT INTO figure VALUES (of_project, of_measure, of_year, held.amount + change,
            daterange(since, upper(held.valid)),
            current_setting('figures.recorded_at')::timestamptz);
    END IF;
END $$;
