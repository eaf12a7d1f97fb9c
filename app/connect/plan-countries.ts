'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { consentGroups } from '#lib/amazon/marketplaces.ts'
import { planCountries } from '#lib/authorizations/other-countries.ts'

const groups = consentGroups.map(({ id }) => id)

/** A checkbox for each country or region in which the seller also sells. */
export const plan = formAction(
  { typed: groups, hidden: ['application', 'partner'] },
  async (ctx, { application, partner, ...chosen }) => {
    const partnerType = partner === 'vendor' ? 'vendor' : 'seller'
    await planCountries(
      ctx,
      { applicationId: application, partnerType },
      groups.filter((group) => chosen[group] !== ''),
    )
    return {}
  },
)
