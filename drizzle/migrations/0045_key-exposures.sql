CREATE TABLE "key_exposure" (
	"key_id" text NOT NULL,
	"authorization_id" uuid NOT NULL,
	"renewed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "key_exposure_key_id_authorization_id_pk" PRIMARY KEY("key_id","authorization_id")
);
--> statement-breakpoint
ALTER TABLE "key_canary" ADD COLUMN "compromised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "key_exposure" ADD CONSTRAINT "key_exposure_key_id_key_canary_key_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."key_canary"("key_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_exposure" ADD CONSTRAINT "key_exposure_authorization_id_authorization_id_fk" FOREIGN KEY ("authorization_id") REFERENCES "public"."authorization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "key_exposure_authorization" ON "key_exposure" USING btree ("authorization_id");