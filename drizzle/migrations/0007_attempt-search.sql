DROP INDEX "attempt_selling_partner";--> statement-breakpoint
CREATE INDEX "attempt_announced" ON "attempt" USING btree ("announced_selling_partner_id" text_pattern_ops,"started_at");--> statement-breakpoint
CREATE INDEX "attempt_person" ON "attempt" USING btree ("person_id","started_at");--> statement-breakpoint
CREATE INDEX "attempt_selling_partner" ON "attempt" USING btree ("selling_partner_id" text_pattern_ops,"started_at");