CREATE TABLE "upkeep" (
	"authorization_id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"is_idle" boolean DEFAULT true NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "upkeep" ADD CONSTRAINT "upkeep_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upkeep" ADD CONSTRAINT "upkeep_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "upkeep_due" ON "upkeep" USING btree ("application_id","is_idle","due_at");--> statement-breakpoint
-- First looks spread over an hour: each only finds out what is due.
INSERT INTO "upkeep" ("authorization_id", "application_id", "due_at")
SELECT "id", "application_id", now() + random() * interval '1 hour' FROM "authorization";