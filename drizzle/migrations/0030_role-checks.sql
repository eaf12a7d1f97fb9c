CREATE TABLE "role_check" (
	"authorization_id" uuid NOT NULL,
	"role" text NOT NULL,
	"renewed_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"is_probable" boolean NOT NULL,
	"reason" text,
	"evidence" jsonb,
	"checked_at" timestamp with time zone,
	"first_refused_at" timestamp with time zone,
	CONSTRAINT "role_check_authorization_id_role_pk" PRIMARY KEY("authorization_id","role")
);
--> statement-breakpoint
CREATE TABLE "role_schedule" (
	"authorization_id" uuid PRIMARY KEY NOT NULL,
	"renewed_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "role_check" ADD CONSTRAINT "role_check_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_schedule" ADD CONSTRAINT "role_schedule_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "role_schedule_due" ON "role_schedule" USING btree ("due_at");