UPDATE "connect_link" SET "revoked_at" = now() FROM "authorization"
	WHERE "authorization"."id" = "connect_link"."authorization_id" AND "authorization"."released_at" IS NOT NULL
	AND "connect_link"."used_at" IS NULL AND "connect_link"."revoked_at" IS NULL;