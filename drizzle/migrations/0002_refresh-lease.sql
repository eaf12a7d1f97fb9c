CREATE TABLE "refresh_lease" (
	"authorization_id" uuid PRIMARY KEY NOT NULL,
	"fence" bigint NOT NULL,
	"owner" text NOT NULL,
	"held_until" timestamp with time zone,
	"started_at" timestamp with time zone NOT NULL,
	"token_version" integer NOT NULL,
	"problem" text,
	"problem_detail" text,
	"request_id" text,
	"failures" integer NOT NULL,
	"retry_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "refresh_lease" ADD CONSTRAINT "refresh_lease_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;