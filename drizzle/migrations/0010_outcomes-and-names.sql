DROP INDEX "authorization_renewed";--> statement-breakpoint
CREATE INDEX "authorization_application" ON "authorization" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "authorization_renewed" ON "authorization" USING btree ("application_id","renewed_at","id") WHERE "authorization"."disconnected_at" is null and "authorization"."workflow" <> 'self';--> statement-breakpoint
-- Most entries are of what was done: only the others are written anew.
ALTER TABLE "audit" ADD COLUMN "outcome" text NOT NULL DEFAULT 'done';--> statement-breakpoint
UPDATE "audit" SET "outcome" = 'refused' WHERE "action" IN ('attempt.refused', 'attempt.quarantined', 'session.refused');--> statement-breakpoint
UPDATE "audit" SET "outcome" = 'failed' WHERE "action" = 'attempt.failed';--> statement-breakpoint
UPDATE "audit" SET "outcome" = 'failed', "action" = 'authorization.refresh-failed' WHERE "action" = 'authorization.refreshed' AND "details"->>'worked' = 'false';--> statement-breakpoint
UPDATE "audit" SET "outcome" = 'failed', "action" = 'call.failed' WHERE "action" = 'call.ran' AND coalesce(("details"->>'status')::int, 500) >= 400;--> statement-breakpoint
ALTER TABLE "audit" ALTER COLUMN "outcome" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_outcome" CHECK ("audit"."outcome" in ('done', 'refused', 'failed'));--> statement-breakpoint
UPDATE "application" SET "name" = regexp_replace(btrim("name"), '\s+', ' ', 'g');--> statement-breakpoint
-- Of those in use that are called alike, the first keeps its name and the later ones get a number that is free.
DO $$
DECLARE
  twin record;
  place integer;
BEGIN
  FOR twin IN
    SELECT id, left(name, 90) AS name FROM (
      SELECT id, name, created_at, row_number() OVER (PARTITION BY lower(name) ORDER BY created_at, id) AS nth
      FROM application WHERE retired_at IS NULL
    ) named WHERE nth > 1 ORDER BY created_at, id
  LOOP
    place := 2;
    WHILE EXISTS (
      SELECT FROM application WHERE retired_at IS NULL AND lower(name) = lower(twin.name || ' ' || place)
    ) LOOP
      place := place + 1;
    END LOOP;
    UPDATE application SET name = twin.name || ' ' || place WHERE id = twin.id;
  END LOOP;
END $$;--> statement-breakpoint
CREATE UNIQUE INDEX "application_name" ON "application" USING btree (lower("name")) WHERE "application"."retired_at" is null;
