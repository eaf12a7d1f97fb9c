CREATE INDEX "authorization_changes" ON "authorization" USING btree (coalesce("health_since", "renewed_at"),"id","health","application_id","flags","health_since","renewed_at");--> statement-breakpoint
-- Compatible: the index above begins with the same expressions, so it serves the previous version's lists as well.
DROP INDEX "authorization_changed";
