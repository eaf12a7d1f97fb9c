import { type ErrorFacts, fault } from './facts.ts'

/** Imports of refresh tokens: of a whole file first, then of one of its lines. */
export const importErrors = {
  import_empty: fault(
    400,
    'This file has no lines to import',
    'Send a CSV file with a header row, or JSON Lines with an object on each line.',
    { field: 'file' },
  ),
  import_encoding_unknown: fault(
    400,
    'This file is not UTF-8',
    'Save it as UTF-8. In Excel, choose the format “CSV UTF-8”.',
    { field: 'file' },
  ),
  import_header_missing: fault(
    400,
    'This file has no header row',
    'The first row has to name the columns. refresh_token is required, and region or country.',
    { field: 'file' },
  ),
  import_column_unknown: fault(
    400,
    'This file has a column that can’t be imported',
    'Remove the column or fix its name. The import guide lists all columns.',
    { field: 'file' },
  ),
  import_column_repeated: fault(400, 'This file has a duplicate column', 'Remove one of them.', {
    field: 'file',
  }),
  import_quotes_open: fault(
    400,
    'A quotation mark in this file isn’t closed',
    'Close it, or write a quotation mark within a quoted cell twice.',
    { field: 'file' },
  ),
  import_too_long: fault(413, 'This file has too many lines', 'Split it: an import can have 10,000 lines.', {
    field: 'file',
  }),
  import_file_too_large: fault(
    413,
    'This file is too large for this page',
    'Split it, or use the command line or the API.',
    { field: 'file' },
  ),
  import_not_found: fault(
    404,
    'Unknown import',
    'Check the id. A key sees only the imports that it started.',
  ),
  import_line_unreadable: fault(
    400,
    'This line can’t be read',
    'It has to be a JSON object with text values, or a CSV row with no more cells than the header.',
  ),
  import_line_repeated: fault(
    409,
    'An earlier line has the same refresh token',
    'Remove one of the two lines.',
  ),
  import_field_unknown: fault(
    400,
    'This line has a field that can’t be imported',
    'Remove the field or fix its name. The import guide lists all fields.',
  ),
  import_field_long: fault(400, 'This value is too long', 'Check that the columns aren’t shifted.'),
  import_text_damaged: fault(
    400,
    'This line contains damaged characters',
    'Its file wasn’t saved as UTF-8. Save it as UTF-8 and import this line again.',
  ),
  import_application_missing: fault(
    400,
    'This line doesn’t name an application',
    'Name it by its id, its name, its Amazon application id or its LWA client id.',
  ),
  import_application_unknown: fault(
    404,
    'This application isn’t in Gatehouse',
    'Add it at /ops/applications first, or fix its name. A key of one application can’t import for another.',
  ),
  import_application_ambiguous: fault(
    409,
    'Several applications have this LWA client id',
    'Use the application’s own id.',
  ),
  import_place_missing: fault(
    400,
    'This line has neither a region nor a country',
    'Set the region (na, eu or fe), or the two-letter code of the country where the seller signs in.',
  ),
  import_region_unknown: fault(400, 'Unknown region', 'Use na, eu or fe.'),
  import_country_unknown: fault(
    400,
    'Amazon has no marketplace in this country',
    'Use the two-letter code of a country with a marketplace, such as US or DE.',
  ),
  import_place_differs: fault(
    409,
    'This country is in another region',
    'Fix one of the two, or leave the region out.',
  ),
  import_date_invalid: fault(
    400,
    'This isn’t a date in the past',
    'Write it as 2026-03-31, or as a time in ISO 8601.',
  ),
  import_partner_type_unknown: fault(400, 'Unknown partner type', 'Use seller or vendor.'),
  import_account_unknown: fault(
    404,
    'Unknown account',
    'Use the id of an account, or leave it out for your company’s own account.',
  ),
  import_seller_differs: fault(
    409,
    'This refresh token belongs to another selling partner than stated',
    'Check the selling partner id. The grant is in quarantine.',
  ),
  import_seller_disconnected: fault(
    409,
    'The seller has disconnected this authorization',
    'The grant is in quarantine. Accept it only if the seller agrees.',
  ),
  import_token_elsewhere: fault(
    409,
    'Another selling partner has this refresh token',
    'Nothing was changed. Check the selling partner id of this line, and of the authorization that has the token.',
  ),
} as const satisfies Record<string, ErrorFacts>
