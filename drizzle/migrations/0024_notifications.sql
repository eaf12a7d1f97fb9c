CREATE TABLE "digest_item" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"rule_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"item" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "email_confirmation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"person_id" uuid NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"channel_kind" text NOT NULL,
	"channel_id" uuid,
	"rule_id" uuid,
	"recipient" text NOT NULL,
	"person_id" uuid,
	"authorization_id" uuid,
	"topic" text,
	"subject" text NOT NULL,
	"data" jsonb NOT NULL,
	"links_sealed" text,
	"unsubscribe_digest" text,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"claim_id" uuid,
	"claimed_until" timestamp with time zone,
	"handed_over_at" timestamp with time zone,
	"response" text,
	"problem" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_channel" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"recipients" text[] DEFAULT '{}' NOT NULL,
	"url_sealed" text,
	"url_host" text,
	"problem" text,
	"problem_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel_id" uuid NOT NULL,
	"event_types" text[] NOT NULL,
	"application_id" uuid,
	"tag_name" text,
	"tag_value" text,
	"digest_hour" smallint,
	"time_zone" text,
	"next_digest_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "password_reset_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"address" text,
	"requested_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"authorization_id" uuid NOT NULL,
	"days_before" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminder_authorization_id_days_before_due_at_pk" PRIMARY KEY("authorization_id","days_before","due_at")
);
--> statement-breakpoint
CREATE TABLE "undeliverable_address" (
	"email" text PRIMARY KEY NOT NULL,
	"response" text NOT NULL,
	"refused_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "email_confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "unsubscribed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "digest_item" ADD CONSTRAINT "digest_item_rule_id_notification_rule_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."notification_rule"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_confirmation" ADD CONSTRAINT "email_confirmation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_rule" ADD CONSTRAINT "notification_rule_channel_id_notification_channel_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."notification_channel"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_rule" ADD CONSTRAINT "notification_rule_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "digest_item_rule" ON "digest_item" USING btree ("rule_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "email_confirmation_digest" ON "email_confirmation" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "email_confirmation_person" ON "email_confirmation" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_key" ON "message" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "message_unsubscribe" ON "message" USING btree ("unsubscribe_digest");--> statement-breakpoint
CREATE INDEX "message_due" ON "message" USING btree ("next_attempt_at") WHERE "message"."status" in ('waiting', 'held');--> statement-breakpoint
CREATE INDEX "message_claimed" ON "message" USING btree ("claimed_until") WHERE "message"."status" = 'sending';--> statement-breakpoint
CREATE INDEX "message_topic" ON "message" USING btree ("topic","id") WHERE "message"."topic" is not null and "message"."status" in ('waiting', 'held', 'sending');--> statement-breakpoint
CREATE INDEX "message_newest" ON "message" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "message_status" ON "message" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "message_recipient" ON "message" USING btree ("recipient" text_pattern_ops,"created_at");--> statement-breakpoint
CREATE INDEX "message_authorization" ON "message" USING btree ("authorization_id","created_at");--> statement-breakpoint
CREATE INDEX "message_recorded" ON "message" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "notification_rule_channel" ON "notification_rule" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "notification_rule_digest" ON "notification_rule" USING btree ("next_digest_at") WHERE "notification_rule"."next_digest_at" is not null;--> statement-breakpoint
CREATE INDEX "person_account" ON "person" USING btree ("account_id");