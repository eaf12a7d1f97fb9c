CREATE TABLE "audit_batch" (
	"number" bigint PRIMARY KEY NOT NULL,
	"previous" text NOT NULL,
	"root" text NOT NULL,
	"entries" integer NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_digest" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"batch" bigint NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_pending" (
	"entry_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_personal" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"salt" text NOT NULL,
	"content" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "personal_digest" text;--> statement-breakpoint
CREATE INDEX "audit_digest_batch" ON "audit_digest" USING btree ("batch","entry_id");--> statement-breakpoint
-- Everything that may name a person moves out of the entries; `factNames` of lib/audit/personal.ts lists what stays.
INSERT INTO "audit_personal" ("entry_id", "salt", "content")
	SELECT "id", replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), jsonb_strip_nulls(jsonb_build_object('address', "address", 'details', "personal"))::text
	FROM (
		SELECT "id", "address", (
			SELECT jsonb_object_agg("key", "value") FROM jsonb_each("details")
			WHERE jsonb_typeof("value") = 'string' AND "key" NOT IN ('accountId', 'action', 'applicationId', 'attemptId', 'authorizationId', 'before', 'by', 'callId', 'came', 'changed', 'channelId', 'code', 'consentGroup', 'countries', 'deliveryId', 'ending', 'eventTypes', 'flags', 'from', 'fromAccountId', 'gone', 'hash', 'health', 'invitationId', 'kind', 'language', 'logo', 'marketplaceId', 'method', 'operation', 'outcome', 'partnerType', 'personId', 'policy', 'prefix', 'previous', 'previousUntil', 'problem', 'reason', 'refused', 'region', 'renewedAt', 'replacedTokenOf', 'requestId', 'resetId', 'role', 'sandbox', 'scopes', 'side', 'since', 'source', 'status', 'to', 'toAccountId', 'unknown', 'until', 'workflow', 'works')
		) AS "personal" FROM "audit"
	) AS "split" WHERE "address" IS NOT NULL OR "personal" IS NOT NULL;--> statement-breakpoint
UPDATE "audit" SET
	"details" = "details" - ARRAY(SELECT jsonb_object_keys("content"::jsonb -> 'details')),
	"personal_digest" = encode(sha256(convert_to("salt" || "content", 'UTF8')), 'hex')
	FROM "audit_personal" WHERE "entry_id" = "id" AND "content"::jsonb ? 'details';--> statement-breakpoint
UPDATE "audit" SET "personal_digest" = encode(sha256(convert_to("salt" || "content", 'UTF8')), 'hex')
	FROM "audit_personal" WHERE "entry_id" = "id" AND "personal_digest" IS NULL;--> statement-breakpoint
ALTER TABLE "audit" DROP COLUMN "address";--> statement-breakpoint
INSERT INTO "audit_pending" ("entry_id") SELECT "id" FROM "audit";--> statement-breakpoint
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	"sealed" bigint;
	"present" boolean;
BEGIN
	-- An empty table is emptied before a backup is restored into it.
	IF TG_OP = 'TRUNCATE' THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO "present";
		IF NOT "present" THEN
			RETURN NULL;
		END IF;
	-- Old batches are deleted as a whole, twelve months after they were sealed.
	ELSIF TG_OP = 'DELETE' THEN
		IF TG_TABLE_NAME = 'audit_batch' THEN
			"sealed" := OLD."number";
		ELSIF TG_TABLE_NAME = 'audit_digest' THEN
			"sealed" := OLD."batch";
		ELSE
			SELECT "batch" INTO "sealed" FROM "audit_digest" WHERE "entry_id" = OLD."id";
		END IF;
		IF EXISTS (SELECT FROM "audit_batch" WHERE "number" = "sealed" AND "sealed_at" < now() - interval '365 days') THEN
			RETURN OLD;
		END IF;
	END IF;
	RAISE EXCEPTION 'The audit log is append-only: % of % was refused.', lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
CREATE TRIGGER "audit_no_truncate" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit" ENABLE ALWAYS TRIGGER "audit_append_only";--> statement-breakpoint
ALTER TABLE "audit" ENABLE ALWAYS TRIGGER "audit_no_truncate";--> statement-breakpoint
CREATE TRIGGER "audit_batch_append_only" BEFORE UPDATE OR DELETE ON "audit_batch" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
CREATE TRIGGER "audit_batch_no_truncate" BEFORE TRUNCATE ON "audit_batch" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit_batch" ENABLE ALWAYS TRIGGER "audit_batch_append_only";--> statement-breakpoint
ALTER TABLE "audit_batch" ENABLE ALWAYS TRIGGER "audit_batch_no_truncate";--> statement-breakpoint
CREATE TRIGGER "audit_digest_append_only" BEFORE UPDATE OR DELETE ON "audit_digest" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
CREATE TRIGGER "audit_digest_no_truncate" BEFORE TRUNCATE ON "audit_digest" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit_digest" ENABLE ALWAYS TRIGGER "audit_digest_append_only";--> statement-breakpoint
ALTER TABLE "audit_digest" ENABLE ALWAYS TRIGGER "audit_digest_no_truncate";--> statement-breakpoint
CREATE TRIGGER "audit_personal_unchanged" BEFORE UPDATE ON "audit_personal" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
