ALTER TABLE "authorization" ADD COLUMN "vended_marketplaces" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE FUNCTION "update_vended_marketplaces"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "authorization" a SET "vended_marketplaces" = participating."marketplaces"
	FROM (
		SELECT id, ARRAY(
			SELECT p."marketplace_id" || ' ' || p."domain_name" FROM "marketplace_participation" p
			WHERE p."authorization_id" = id AND p."is_participating" ORDER BY p."marketplace_id"
		) AS "marketplaces"
		FROM (SELECT DISTINCT "authorization_id" AS id FROM "changed") changed
	) participating
	WHERE a."id" = participating.id AND a."vended_marketplaces" <> participating."marketplaces";
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "participations_inserted" AFTER INSERT ON "marketplace_participation"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "update_vended_marketplaces"();--> statement-breakpoint
CREATE TRIGGER "participations_updated" AFTER UPDATE ON "marketplace_participation"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "update_vended_marketplaces"();--> statement-breakpoint
CREATE TRIGGER "participations_deleted" AFTER DELETE ON "marketplace_participation"
	REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "update_vended_marketplaces"();--> statement-breakpoint
UPDATE "authorization" a SET "vended_marketplaces" = ARRAY(
	SELECT p."marketplace_id" || ' ' || p."domain_name" FROM "marketplace_participation" p
	WHERE p."authorization_id" = a."id" AND p."is_participating" ORDER BY p."marketplace_id"
) WHERE EXISTS (SELECT FROM "marketplace_participation" p WHERE p."authorization_id" = a."id");
