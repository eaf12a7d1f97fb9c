CREATE TABLE "process_lease" (
	"name" text PRIMARY KEY NOT NULL,
	"owner" uuid NOT NULL,
	"held_until" timestamp with time zone NOT NULL
);
