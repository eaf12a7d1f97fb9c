CREATE TABLE "bulk_action" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"filter" text,
	"snapshot_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"stop_reason" text,
	"total" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "bulk_action_status" CHECK ("bulk_action"."status" in ('running', 'stopping', 'stopped', 'completed')),
	CONSTRAINT "bulk_action_ended" CHECK (("bulk_action"."status" in ('stopped', 'completed')) = ("bulk_action"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "bulk_action_row" (
	"bulk_action_id" uuid NOT NULL,
	"authorization_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"claim" uuid,
	"claimed_until" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"link_sealed" text,
	"link_expires_at" timestamp with time zone,
	CONSTRAINT "bulk_action_row_bulk_action_id_authorization_id_pk" PRIMARY KEY("bulk_action_id","authorization_id"),
	CONSTRAINT "bulk_action_row_status" CHECK ("bulk_action_row"."status" in ('waiting', 'running', 'done', 'skipped', 'failed', 'unfinished')),
	CONSTRAINT "bulk_action_row_claim" CHECK (("bulk_action_row"."status" = 'running') = ("bulk_action_row"."claim" is not null))
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"is_shared" boolean NOT NULL,
	"parameters" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "renews_by" timestamp with time zone;--> statement-breakpoint
-- As renewsBy in lib/state/derive-state.ts.
UPDATE "authorization" a SET renews_by = a.renewed_at + make_interval(hours => p.renewal_term_days * 24)
FROM application p
WHERE p.id = a.application_id AND a.disconnected_at IS NULL AND a.workflow <> 'self'
  AND p.renewal_term_days IS NOT NULL AND p.retired_at IS NULL;--> statement-breakpoint
ALTER TABLE "bulk_action" ADD CONSTRAINT "bulk_action_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_row" ADD CONSTRAINT "bulk_action_row_bulk_action_id_bulk_action_id_fk" FOREIGN KEY ("bulk_action_id") REFERENCES "public"."bulk_action"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_row" ADD CONSTRAINT "bulk_action_row_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_action_created" ON "bulk_action" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "bulk_action_open" ON "bulk_action" USING btree ("created_at") WHERE "bulk_action"."status" in ('running', 'stopping');--> statement-breakpoint
CREATE INDEX "bulk_action_row_position" ON "bulk_action_row" USING btree ("bulk_action_id","position");--> statement-breakpoint
CREATE INDEX "bulk_action_row_status" ON "bulk_action_row" USING btree ("bulk_action_id","status","position");--> statement-breakpoint
CREATE INDEX "bulk_action_row_link" ON "bulk_action_row" USING btree ("link_expires_at") WHERE "bulk_action_row"."link_sealed" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_own" ON "saved_view" USING btree ("owner_id",lower("name")) WHERE not "saved_view"."is_shared";--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_shared" ON "saved_view" USING btree (lower("name")) WHERE "saved_view"."is_shared";--> statement-breakpoint
CREATE INDEX "authorization_workflow" ON "authorization" USING btree ("workflow","attention","sort_name","id");--> statement-breakpoint
CREATE INDEX "authorization_renews_by" ON "authorization" USING btree (coalesce("renews_by", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "authorization_changed" ON "authorization" USING btree (coalesce("health_since", "renewed_at"),"id");--> statement-breakpoint
CREATE INDEX "authorization_failing" ON "authorization" USING btree ("application_id","last_refresh_problem") WHERE "authorization"."last_refresh_problem" is not null;--> statement-breakpoint
CREATE INDEX "marketplace_participation_sellers" ON "marketplace_participation" USING btree ("marketplace_id","authorization_id") WHERE "marketplace_participation"."is_participating";--> statement-breakpoint
CREATE INDEX "role_check_role" ON "role_check" USING btree ("role","status","authorization_id");