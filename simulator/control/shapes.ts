import { z } from 'zod'
import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'

/** A seller or vendor, as `POST /_/sellers` accepts it. */
export const sellerShape = z.strictObject({
  sellingPartnerId: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
  name: z.string().min(1).max(400),
  partnerType: z.enum(['seller', 'vendor']).default('seller'),
  note: z.string().max(400).default(''),
  participations: z
    .array(
      z.strictObject({
        countryCode: z
          .string()
          .refine(
            (code) => findMarketplaceByCountry(code) !== null,
            'must be a country where Amazon has a marketplace',
          ),
        storeName: z.string().max(400),
        isParticipating: z.boolean().default(true),
        hasSuspendedListings: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(100),
  listsUnknownMarketplaces: z.boolean().default(false),
  isPrimaryUser: z.boolean().default(true),
  hasAuthorizingRole: z.boolean().default(true),
  grantsRoles: z.boolean().default(true),
  isActive: z.boolean().default(true),
  ends: z
    .strictObject({
      afterMinutes: z.int().min(0).max(10_000_000),
      as: z.enum(['disabled', 'lapsed']),
    })
    .nullable()
    .default(null),
})

export const settingsShape = z
  .strictObject({
    disablingEndsAccessTokens: z.boolean(),
    otherRegion: z.enum(['forbidden', 'empty']),
    refreshTokensLapseAfterDays: z.int().min(1).max(10_000).nullable(),
    reauthorizingEndsEarlierTokens: z.boolean(),
    foreignCode: z.enum(['invalid_grant', 'unauthorized_client']),
    cancelGoesBack: z.boolean(),
    unlistedConsentLimit: z.int().min(0).max(1_000_000),
    // A form sends strings only.
    clientSecretsEnd: z.union([z.boolean(), z.stringbool()]),
  })
  .partial()

/** Consent without a browser, as `POST /_/codes` and `POST /_/refresh-tokens` accept it. */
export const directShape = z.strictObject({
  sellingPartnerId: z.string().max(64),
  applicationId: z.string().max(200).optional(),
  host: z.string().max(100).optional(),
  workflow: z.enum(['website', 'appstore', 'self']).optional(),
  redirectUri: z.string().max(2048).optional(),
})
