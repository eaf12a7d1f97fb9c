CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "audit_request" ON "audit" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "audit_happened" ON "audit" USING btree ("happened_at");