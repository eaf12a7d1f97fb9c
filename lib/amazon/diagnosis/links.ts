const docs = 'https://developer-docs.amazon.com/sp-api/docs'

/** Amazon's pages that explain more. */
export const links = {
  authorizationErrors: `${docs}/authorization-errors`,
  websiteWorkflow: `${docs}/website-authorization-workflow`,
  appstoreWorkflow: `${docs}/selling-partner-appstore-authorization-workflow`,
  registration: `${docs}/sp-api-registration-overview`,
  publicDeveloper: `${docs}/register-as-a-public-developer`,
  registerApplication: `${docs}/registering-your-application`,
  selfAuthorization: `${docs}/self-authorization`,
  renewal: `${docs}/renew-authorizations`,
  revocation: `${docs}/revoke-authorizations`,
  limits: `${docs}/application-authorization-limits`,
  credentials: `${docs}/lwa-credentials-faq`,
  rotation: `${docs}/rotate-your-application-client-secret`,
  connecting: `${docs}/connecting-to-the-selling-partner-api`,
  endpoints: `${docs}/sp-api-endpoints`,
  marketplaces: `${docs}/marketplace-ids`,
  roles: `${docs}/role-mappings`,
  messaging: `${docs}/messaging-api`,
  httpErrors: `${docs}/resolve-common-http-and-authorization-error-codes`,
  troubleshootAccounts: `${docs}/troubleshooting-seller-accounts`,
  errorsFaq: `${docs}/errors-faq`,
  reportTypes: `${docs}/report-type-values`,
  feeds: `${docs}/feeds-api-v2021-06-30-use-case-guide`,
  deprecations: `${docs}/sp-api-deprecations`,
  grantless: `${docs}/grantless-operations`,
  notifications: `${docs}/notifications-api-v1-use-case-guide`,
  rateLimits: `${docs}/usage-plans-and-rate-limits-in-the-sp-api`,
  sandbox: `${docs}/the-selling-partner-api-sandbox`,
  userAgent: `${docs}/include-a-user-agent-header-in-all-requests`,
  restrictedData: `${docs}/tokens-api-v2021-03-01-use-case-guide`,
  codeGrant: 'https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html',
  accessToken: 'https://developer.amazon.com/docs/login-with-amazon/access-token.html',
  status: 'https://sellercentral.amazon.com/sp-api-status',
  support: 'https://developer.amazonservices.com/support',
} as const

const issue = (repository: string) => (number: number) => `https://github.com/${repository}/issues/${number}`

/** Issues in the repositories that we link to most often. */
export const docsIssue = issue('amzn/selling-partner-api-docs')
export const modelsIssue = issue('amzn/selling-partner-api-models')
export const jleversIssue = issue('jlevers/selling-partner-api')
export const jrl84Issue = issue('jrl84/amazon-sp-api')
export const saleweaverIssue = issue('saleweaver/python-amazon-sp-api')
export const airbyteIssue = issue('airbytehq/airbyte')
export const pipedreamIssue = issue('PipedreamHQ/pipedream')
