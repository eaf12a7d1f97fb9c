import { type ErrorFacts, fault } from './facts.ts'

const color = 'Enter a color such as #0a5c58.'
const unreadable = 'Choose one with a contrast of at least 4.5, such as the suggested shade.'
const link = 'Enter a whole address that begins with https://.'

/** How sellers' pages and emails show the company. */
export const brandingErrors = {
  company_name_invalid: fault(400, 'Invalid name', 'Enter at most 80 characters, in one line.', {
    field: 'companyName',
  }),
  support_email_invalid: fault(400, 'Invalid email address', 'Enter one such as support@example.com.', {
    field: 'supportEmail',
  }),
  color_invalid_light: fault(400, 'Invalid color', color, { field: 'accentLight' }),
  color_invalid_dark: fault(400, 'Invalid color', color, { field: 'accentDark' }),
  color_unreadable_light: fault(400, 'Links in this color are hard to read', unreadable, {
    field: 'accentLight',
  }),
  color_unreadable_dark: fault(400, 'Links in this color are hard to read', unreadable, {
    field: 'accentDark',
  }),
  imprint_invalid: fault(400, 'Invalid link', link, { field: 'imprintUrl' }),
  privacy_invalid: fault(400, 'Invalid link', link, { field: 'privacyUrl' }),
  terms_invalid: fault(400, 'Invalid link', link, { field: 'termsUrl' }),
  logo_invalid: fault(
    400,
    'This file can’t be the logo',
    'Choose a PNG or WebP of at most 200 kB and 2000 by 2000 pixels.',
    { field: 'logo' },
  ),
} as const satisfies Record<string, ErrorFacts>
