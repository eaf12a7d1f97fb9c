CREATE TABLE "client_secret_rotation" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"policy" text DEFAULT 'manual' NOT NULL,
	"queue_url" text,
	"aws_access_key_id" text,
	"aws_secret_sealed" text,
	"pending_secret_sealed" text,
	"pending_secret_ending" text,
	"pending_received_at" timestamp with time zone,
	"pending_created_on" date,
	"pending_overlap_until" timestamp with time zone,
	"pending_problem" text,
	"pending_tries" integer DEFAULT 0 NOT NULL,
	"pending_next_try_at" timestamp with time zone,
	"newest_secret_expires_at" timestamp with time zone,
	"requested_at" timestamp with time zone,
	"next_request_at" timestamp with time zone,
	"request_problem" text,
	"last_message_at" timestamp with time zone,
	"queue_read_at" timestamp with time zone,
	"queue_problem" text,
	"foreign_messages" integer DEFAULT 0 NOT NULL,
	"unreadable_messages" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "client_secret_rotation" ADD CONSTRAINT "client_secret_rotation_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;