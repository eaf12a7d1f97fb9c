CREATE TABLE "incident" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"problem" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"affected" integer NOT NULL,
	"tried" integer NOT NULL,
	"detail" text NOT NULL,
	"request_ids" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "incident_open" ON "incident" USING btree ("application_id","problem") WHERE "incident"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "incident_started" ON "incident" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "refresh_lease_started" ON "refresh_lease" USING btree ("started_at");