CREATE FUNCTION trigrams(value text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(array_agg(DISTINCT substr(value, i, 3)), '{}') FROM generate_series(1, length(value) - 2) AS i
$$;
--> statement-breakpoint
CREATE TABLE "authorization_tally" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"region" text NOT NULL,
	"health" text NOT NULL,
	"flag" text NOT NULL,
	"difference" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transaction_id" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"position" bigserial NOT NULL,
	"type" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"is_public" boolean NOT NULL,
	"application_id" uuid,
	"account_id" uuid,
	"authorization_id" uuid,
	"external_reference" text,
	"tags" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"data" jsonb NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"request_id" text,
	"amazon_request_id" text,
	"happened_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_consumer" (
	"name" text PRIMARY KEY NOT NULL,
	"transaction_id" "xid8" NOT NULL,
	"position" bigint NOT NULL,
	"read_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_subject" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "event_subject_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
DROP INDEX "authorization_account";--> statement-breakpoint
DROP INDEX "authorization_application";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "external_reference" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "tags" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "event_id" uuid;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "failing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "external_reference" text;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "tags" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "health" text DEFAULT 'working' NOT NULL;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "health_cause" text;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "health_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "next_change_at" timestamp with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "announced_health" text;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "attention" smallint DEFAULT 6 NOT NULL;--> statement-breakpoint
ALTER TABLE "authorization" ADD COLUMN "sort_name" text collate "C" GENERATED ALWAYS AS (lower(coalesce(label, nullif(store_name, ''), selling_partner_id, ''))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "connect_link" ADD COLUMN "external_reference" text;--> statement-breakpoint
ALTER TABLE "connect_link" ADD COLUMN "tags" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "event_order" ON "event" USING btree ("transaction_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "event_sequence" ON "event" USING btree ("subject_kind","subject_id","sequence");--> statement-breakpoint
CREATE INDEX "event_authorization" ON "event" USING btree ("authorization_id","position");--> statement-breakpoint
CREATE INDEX "event_recorded" ON "event" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "account_search" ON "account" USING gin (trigrams(lower("name")));--> statement-breakpoint
CREATE INDEX "authorization_next_change" ON "authorization" USING btree ("next_change_at") WHERE "authorization"."next_change_at" is not null;--> statement-breakpoint
CREATE INDEX "authorization_attention" ON "authorization" USING btree ("attention","sort_name","id");--> statement-breakpoint
CREATE INDEX "authorization_name" ON "authorization" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "authorization_newest" ON "authorization" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "authorization_health" ON "authorization" USING btree ("health","attention","sort_name","id");--> statement-breakpoint
CREATE INDEX "authorization_application_attention" ON "authorization" USING btree ("application_id","attention","sort_name","id");--> statement-breakpoint
CREATE INDEX "authorization_account_attention" ON "authorization" USING btree ("account_id","attention","sort_name","id");--> statement-breakpoint
CREATE INDEX "authorization_flags" ON "authorization" USING gin ("flags");--> statement-breakpoint
CREATE INDEX "authorization_tags" ON "authorization" USING gin ("tags" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "authorization_reference" ON "authorization" USING btree ("external_reference");--> statement-breakpoint
CREATE INDEX "authorization_search" ON "authorization" USING gin (trigrams(lower(coalesce("label", '') || chr(1) || coalesce("store_name", '') || chr(1) || coalesce("selling_partner_id", ''))));