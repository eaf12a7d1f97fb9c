import type { Sign } from './cause.ts'

/** Signs that only the answer to a question shows. */
export type AnswerSign =
  | 'others-fail'
  | 'is-seller-account'
  | 'nothing-works'
  | 'access-token-used'
  | 'refresh-works'
  | 'still-authorized'
  | 'no-longer-authorized'
  | 'participates'
  | 'does-not-participate'
  | 'works-alone'
  | 'opens-for-owner'
  | 'opens-for-nobody'
  | 'is-professional'
  | 'is-individual'
  | 'changed-here'
  | 'never-worked'
  | 'secret-current'
  | 'consented-at-central'
  | 'code-in-time'
  | 'works-without-library'
  | 'fails-without-library'
  | 'found-path-differs'
  | 'found-value-differs'
  | 'found-parameter-differs'
  | 'found-token-differs'
  | 'found-account-differs'
  | 'found-nothing-differs'
  | 'fails-everything'
  | 'fails-one-operation'
  | 'fails-one-request'
  | 'fails-at-times'
  | 'found-period-refused'
  | 'found-no-data'
  | 'found-options-refused'
  | 'found-no-document'
  | 'lacks-on-pending'
  | 'lacks-on-fba'
  | 'lacks-on-all'
  | 'queue-policy-lacks'
  | 'queue-encrypted'
  | 'queue-fifo'
  | 'queue-in-order'
  | 'upload-type-differs'
  | 'upload-address-changed'
  | 'upload-address-old'
  | 'upload-header-extra'
  | 'request-json-as-form'
  | 'request-value-empty'
  | 'request-in-address'
  | 'request-as-form'
  | 'draft-without-beta'
  | 'draft-with-beta'
  | 'published-without-beta'
  | 'published-with-beta'
  | 'application-id-differs'
  | 'page-of-network'
  | 'page-of-amazon'
  | 'page-of-own-site'
  | 'id-of-other-account'
  | 'id-of-other-region'
  | 'id-never-created'
  | 'id-changed'
  | 'id-is-right'
  | 'rate-exceeded'
  | 'rate-shared'
  | 'rate-not-reached'
  | 'appears-before-amazon'
  | 'appears-after-amazon'
  | 'appears-later'
  | 'token-of-other-client'
  | 'token-of-sandbox'
  | 'token-of-this-client'
  | 'answer-no-access-token'
  | 'token-sent-elsewhere'
  | 'token-sent-changed'
  | 'token-is-fresh'
  | 'token-is-refused-anew'
  | 'says-data-missing'
  | 'expires-after-hour'
  | 'expires-after-year'
  | 'expires-secret'
  | 'expires-session'
  | 'filters-by-marketplace'
  | 'filters-by-time'
  | 'filters-by-status'
  | 'filters-in-sandbox'
  | 'tool-fails-since-update'
  | 'tool-fails-to-read'
  | 'tool-fails-to-wait'
  | 'tool-fails-at-settings'
  | 'tool-fails-silently'
  | 'token-request-fails'
  | 'fails-package'
  | 'fails-call'
  | 'fails-setting'
  | 'fails-answer'
  | 'fails-generated'
  | 'fails-part'
  | 'fails-language'
  | 'fails-argument'
  | 'fails-upgrade'

export interface QuestionFacts {
  readonly text: string
  /** Signs in the pasted text that the answer replaces. */
  readonly replaces?: readonly Sign[]
  readonly answers: Readonly<Record<string, { readonly label: string; readonly shows: readonly Sign[] }>>
}

/** Each answer adds signs as if they had been in the pasted text. */
export const questions = {
  'account-kind': {
    text: 'Did a seller or a vendor account authorize?',
    replaces: ['says-vendor-account', 'says-vendor', 'says-seller-orders-work'],
    answers: {
      seller: { label: 'A seller account (Seller Central)', shows: ['is-seller-account'] },
      vendor: { label: 'A vendor account (Vendor Central)', shows: ['says-vendor-account'] },
    },
  },
  'role-when': {
    text: 'When was the role added to the application?',
    replaces: ['says-role-ticked', 'says-role-missing', 'roles-named-are-others'],
    answers: {
      after: { label: 'After this account authorized', shows: ['grant-older-than-role'] },
      before: { label: 'Before this account authorized', shows: ['grant-newer-than-role'] },
      absent: { label: 'The application doesn’t have it', shows: ['says-role-missing'] },
    },
  },
  'other-seller': {
    text: 'Does the same call work for another seller?',
    answers: {
      yes: { label: 'Yes', shows: ['known-others-work'] },
      no: { label: 'No, it fails for everyone', shows: ['others-fail'] },
    },
  },
  'other-operation': {
    text: 'Does another operation work with the same token?',
    replaces: ['says-other-operations-work', 'says-one-operation'],
    answers: {
      yes: { label: 'Yes', shows: ['says-other-operations-work', 'says-same-token-works'] },
      no: { label: 'No, none works', shows: ['nothing-works'] },
    },
  },
  'since-when': {
    text: 'Did it work before?',
    replaces: ['says-no-longer-works', 'says-worked-before'],
    answers: {
      unchanged: {
        label: 'Yes, and we haven’t changed anything',
        shows: ['says-nothing-changed', 'says-start-time'],
      },
      changed: { label: 'Yes, until we changed something', shows: ['changed-here'] },
      never: { label: 'No, it has never worked', shows: ['never-worked'] },
    },
  },
  'token-kind': {
    text: 'What does the token in x-amz-access-token start with?',
    answers: {
      access: { label: 'Atza|', shows: ['access-token-used'] },
      grantless: { label: 'Atc|', shows: ['grantless-token-sent'] },
      restricted: { label: 'Atz.sprdt|', shows: ['restricted-token-sent'] },
      refresh: { label: 'Atzr|', shows: ['refresh-token-sent'] },
    },
  },
  participates: {
    text: 'Does this seller sell in the marketplace in the call?',
    answers: {
      yes: { label: 'Yes', shows: ['participates'] },
      no: { label: 'No', shows: ['does-not-participate'] },
    },
  },
  alone: {
    text: 'Does the call work in a process that uses only this account?',
    answers: {
      yes: { label: 'Yes', shows: ['works-alone', 'says-shared-cache'] },
      no: { label: 'No', shows: ['nothing-works'] },
    },
  },
  refresh: {
    text: 'Does LWA accept the refresh token now?',
    answers: {
      yes: { label: 'Yes', shows: ['refresh-works'] },
      no: { label: 'No', shows: ['grant-refresh-token'] },
    },
  },
  'manage-apps': {
    text: 'Does Manage Your Apps in Seller Central still list the application as authorized?',
    answers: {
      yes: { label: 'Yes', shows: ['still-authorized'] },
      no: { label: 'No, or it shows Enable', shows: ['no-longer-authorized'] },
    },
  },
  'code-use': {
    text: 'When and how often was the code sent to LWA?',
    answers: {
      late: { label: 'More than five minutes after the redirect', shows: ['says-exchanged-late'] },
      twice: { label: 'More than once', shows: ['says-exchanged-twice'] },
      once: { label: 'Once, within a minute', shows: ['code-in-time'] },
    },
  },
  'consent-at': {
    text: 'Which page asked the seller for consent?',
    answers: {
      central: { label: 'Seller Central or Vendor Central', shows: ['consented-at-central'] },
      login: { label: 'Login with Amazon (/ap/oa)', shows: ['at-lwa-consent'] },
    },
  },
  'secret-age': {
    text: 'When was the client secret created?',
    answers: {
      old: { label: 'More than 180 days ago', shows: ['known-secret-old'] },
      rotated: { label: 'It was just rotated', shows: ['says-rotated'] },
      current: { label: 'Within the last 180 days, and not rotated since', shows: ['secret-current'] },
    },
  },
  'opens-for': {
    text: 'Who can open the same consent link?',
    answers: {
      owner: { label: 'Only the application’s owner', shows: ['opens-for-owner'] },
      others: { label: 'Other sellers, but not this one', shows: ['says-others-work'] },
      nobody: { label: 'Nobody', shows: ['opens-for-nobody'] },
    },
  },
  'plain-request': {
    text: 'Does the same request work without the library, with only the parameters in Amazon’s reference?',
    answers: {
      yes: { label: 'Yes', shows: ['works-without-library'] },
      no: { label: 'No', shows: ['fails-without-library'] },
    },
  },
  plan: {
    text: 'Which selling plan does the account have?',
    answers: {
      individual: { label: 'Individual', shows: ['is-individual'] },
      professional: { label: 'Professional', shows: ['is-professional'] },
    },
  },
  compared: {
    text: 'Compare the call with Amazon’s reference for the operation. What differs?',
    answers: {
      path: { label: 'The path, its version or the method', shows: ['found-path-differs'] },
      value: { label: 'A value: marketplace, id, type or date', shows: ['found-value-differs'] },
      parameter: {
        label: 'A missing or extra parameter or header',
        shows: ['found-parameter-differs'],
      },
      token: { label: 'The kind of token that it requires', shows: ['found-token-differs'] },
      account: { label: 'Who it is for: sellers, vendors, a country', shows: ['found-account-differs'] },
      nothing: { label: 'Nothing', shows: ['found-nothing-differs'] },
    },
  },
  'fails-with-it': {
    text: 'What else fails at the same time?',
    answers: {
      everything: { label: 'Every call', shows: ['fails-everything'] },
      operation: { label: 'Only this operation, whatever we send', shows: ['fails-one-operation'] },
      request: { label: 'Only this request; a simpler one works', shows: ['fails-one-request'] },
      sometimes: { label: 'Nothing; a retry works', shows: ['fails-at-times'] },
    },
  },
  'report-says': {
    text: 'What does the failed report’s or feed’s document say (reportDocumentId, resultFeedDocumentId)?',
    answers: {
      period: { label: 'The period or date isn’t allowed', shows: ['found-period-refused'] },
      options: { label: 'An option, a column or the format is wrong', shows: ['found-options-refused'] },
      none: { label: 'There is no data', shows: ['found-no-data'] },
      document: { label: 'There is no document', shows: ['found-no-document'] },
    },
  },
  'which-orders': {
    text: 'Which orders lack the data?',
    answers: {
      pending: { label: 'Pending or canceled orders', shows: ['lacks-on-pending'] },
      fba: { label: 'Orders that Amazon fulfills', shows: ['lacks-on-fba'] },
      all: { label: 'All orders, even those that the seller ships', shows: ['lacks-on-all'] },
    },
  },
  queue: {
    text: 'Which of these is true of the queue?',
    answers: {
      policy: { label: 'Its policy doesn’t name 437568002678', shows: ['queue-policy-lacks'] },
      encrypted: { label: 'It is encrypted with our own key', shows: ['queue-encrypted'] },
      fifo: { label: 'It is a FIFO queue', shows: ['queue-fifo'] },
      fine: { label: 'None of these', shows: ['queue-in-order'] },
    },
  },
  upload: {
    text: 'Compare the request with what createFeedDocument or getReportDocument returned. What differs?',
    answers: {
      type: { label: 'The Content-Type', shows: ['upload-type-differs'] },
      address: { label: 'The URL: truncated, decoded or encoded again', shows: ['upload-address-changed'] },
      age: { label: 'Nothing, but the URL is some minutes old', shows: ['upload-address-old'] },
      header: { label: 'A header was added', shows: ['upload-header-extra'] },
    },
  },
  'token-request': {
    text: 'How is the token request sent?',
    answers: {
      json: { label: 'As JSON or multipart, with another Content-Type', shows: ['request-json-as-form'] },
      address: { label: 'With the parameters in the URL', shows: ['request-in-address'] },
      empty: { label: 'With an empty value', shows: ['request-value-empty'] },
      form: { label: 'As a form, with every value', shows: ['request-as-form'] },
    },
  },
  'lwa-says': {
    text: 'What does the body of LWA’s response say?',
    answers: {
      client: { label: 'invalid_client', shows: ['invalid-client'] },
      code: { label: 'invalid_grant … code', shows: ['grant-code'] },
      refresh: { label: 'invalid_grant … refresh_token', shows: ['grant-refresh-token'] },
      type: { label: 'unsupported_grant_type', shows: ['unsupported-grant-type'] },
      unauthorized: { label: 'unauthorized_client', shows: ['unauthorized-client'] },
      scope: { label: 'invalid_scope', shows: ['invalid-scope'] },
    },
  },
  draft: {
    text: 'Is the application a draft, and does the link have version=beta?',
    answers: {
      without: { label: 'A draft, without version=beta', shows: ['draft-without-beta'] },
      with: { label: 'A draft, with version=beta', shows: ['draft-with-beta'] },
      published: { label: 'Published, without version=beta', shows: ['published-without-beta'] },
      beta: { label: 'Published, with version=beta', shows: ['published-with-beta'] },
      id: { label: 'application_id isn’t the App ID', shows: ['application-id-differs'] },
    },
  },
  'page-of': {
    text: 'Who sent the page, judging by its title and headers?',
    answers: {
      network: { label: 'A proxy, a firewall or our network', shows: ['page-of-network'] },
      amazon: { label: 'Amazon', shows: ['page-of-amazon'] },
      own: { label: 'Our own server', shows: ['page-of-own-site'] },
    },
  },
  'id-whose': {
    text: 'What does the id in the path belong to?',
    answers: {
      account: { label: 'Another account', shows: ['id-of-other-account'] },
      region: { label: 'Another region or marketplace', shows: ['id-of-other-region'] },
      created: { label: 'Nothing: it was never created, or was deleted', shows: ['id-never-created'] },
      changed: { label: 'It is spelled differently from Amazon’s id', shows: ['id-changed'] },
      right: { label: 'This account', shows: ['id-is-right'] },
    },
  },
  rate: {
    text: 'How many calls to this operation do all processes send for this account?',
    answers: {
      more: { label: 'More than its rate allows', shows: ['rate-exceeded'] },
      shared: { label: 'Other tools or servers call it as well', shows: ['rate-shared'] },
      fewer: { label: 'Fewer than its rate allows', shows: ['rate-not-reached'] },
    },
  },
  'tool-when': {
    text: 'When does the message appear?',
    answers: {
      before: { label: 'Before Amazon’s page', shows: ['appears-before-amazon'] },
      after: { label: 'On the way back from Amazon’s page', shows: ['appears-after-amazon'] },
      later: { label: 'While the account is connected', shows: ['appears-later'] },
    },
  },
  'token-from': {
    text: 'Which application was the refresh token or code issued to?',
    answers: {
      other: { label: 'A different one from the client id’s', shows: ['token-of-other-client'] },
      sandbox: { label: 'A sandbox application', shows: ['token-of-sandbox'] },
      same: { label: 'The client id’s', shows: ['token-of-this-client'] },
    },
  },
  'token-sent': {
    text: 'Request a new access token from LWA, and look at the call. What do you see?',
    answers: {
      none: { label: 'LWA returns no access token', shows: ['answer-no-access-token'] },
      elsewhere: { label: 'The token isn’t in x-amz-access-token', shows: ['token-sent-elsewhere'] },
      changed: {
        label: 'It is truncated, quoted, or doesn’t start with Atza|',
        shows: ['token-sent-changed'],
      },
      works: { label: 'The new token works', shows: ['token-is-fresh'] },
      refused: { label: 'The new token is sent unchanged, but refused', shows: ['token-is-refused-anew'] },
    },
  },
  'which-permission': {
    text: 'What has expired or is refused?',
    answers: {
      access: { label: 'An access token (Atza|), after an hour', shows: ['expires-after-hour'] },
      permission: { label: 'The account’s permission or refresh token', shows: ['expires-after-year'] },
      secret: { label: 'The client secret', shows: ['expires-secret'] },
      session: { label: 'A session in a tool', shows: ['expires-session'] },
    },
  },
  'what-is-missing': {
    text: 'What is missing?',
    answers: {
      personal: { label: 'Names, addresses or buyer data', shows: ['says-personal-data-empty'] },
      list: { label: 'Everything: the list is empty', shows: ['says-list-empty'] },
      some: { label: 'Some entries in the list', shows: ['says-list-incomplete'] },
      change: { label: 'A change that Amazon accepted', shows: ['says-accepted-unchanged'] },
      fields: { label: 'Some fields', shows: ['says-fields-missing'] },
      messages: { label: 'Notifications', shows: ['says-queue-silent'] },
      file: { label: 'Nothing, but the file can’t be read', shows: ['says-file-unreadable'] },
      wrong: { label: 'Nothing, but values are wrong', shows: ['says-values-wrong'] },
    },
  },
  filters: {
    text: 'What does the call request?',
    answers: {
      marketplace: {
        label: 'A marketplace or account that may have no entries',
        shows: ['filters-by-marketplace'],
      },
      time: { label: 'The last few minutes, or a period long ago', shows: ['filters-by-time'] },
      status: { label: 'Only certain statuses or types', shows: ['filters-by-status'] },
      sandbox: { label: 'The sandbox', shows: ['filters-in-sandbox'] },
    },
  },
  'tool-fails': {
    text: 'How does the tool fail?',
    answers: {
      settings: { label: 'It rejects a setting', shows: ['tool-fails-at-settings'] },
      update: { label: 'It has failed since an update', shows: ['tool-fails-since-update'] },
      read: { label: 'It can’t read a value or column', shows: ['tool-fails-to-read'] },
      wait: { label: 'It stops waiting for a report', shows: ['tool-fails-to-wait'] },
      nothing: { label: 'It shows no error, but gets no data', shows: ['tool-fails-silently'] },
    },
  },
  'library-fails': {
    text: 'What does the program’s message name?',
    answers: {
      call: { label: 'A function, argument or class that doesn’t exist', shows: ['fails-call'] },
      setting: { label: 'A missing setting or credential', shows: ['fails-setting'] },
      answer: { label: 'A value in the response that it can’t convert', shows: ['fails-answer'] },
      part: { label: 'A key or field that isn’t in the response', shows: ['fails-part'] },
      argument: { label: 'A value that we pass to the library, such as a date', shows: ['fails-argument'] },
      upgrade: { label: 'Something else, but an older version works', shows: ['fails-upgrade'] },
      package: { label: 'A package that can’t be found', shows: ['fails-package'] },
      language: { label: 'The programming language, or its syntax', shows: ['fails-language'] },
      generated: { label: 'Code generated from Amazon’s models', shows: ['fails-generated'] },
    },
  },
  'setup-goal': {
    text: 'What do you want to do?',
    answers: {
      own: { label: 'Authorize our own account', shows: ['asks-self-authorization'] },
      others: { label: 'Let other companies’ accounts authorize', shows: ['asks-other-companies'] },
      country: { label: 'Add a country, marketplace or region', shows: ['asks-other-country'] },
      vendors: { label: 'Let vendors authorize', shows: ['asks-vendors'] },
      register: { label: 'Register as a developer', shows: ['asks-seller-account'] },
      draft: { label: 'Test an application before it is listed', shows: ['asks-before-listing'] },
      credentials: {
        label: 'Find the client id, client secret or refresh token',
        shows: ['asks-where-credentials'],
      },
      code: { label: 'Exchange the code for a refresh token', shows: ['asks-code-exchange'] },
      role: { label: 'Get a role', shows: ['says-role-not-offered'] },
      data: { label: 'Get data that is missing', shows: ['says-data-missing'] },
      failure: { label: 'None of these: something fails', shows: ['names-failure'] },
    },
  },
  'what-happens': {
    text: 'What happens?',
    answers: {
      denied: { label: 'Amazon denies access (401, 403)', shows: ['access-denied'] },
      invalid: { label: 'Amazon refuses the request (400)', shows: ['invalid-input'] },
      internal: { label: 'Amazon fails (500, 503)', shows: ['internal-failure'] },
      many: { label: 'Too many calls (429)', shows: ['quota-exceeded'] },
      token: {
        label: 'LWA refuses the token request',
        shows: ['token-request-fails', 'lwa-frame', 'error-hidden'],
      },
      consent: { label: 'Amazon’s consent page shows an error', shows: ['consent-any-code'] },
      missing: { label: 'Nothing is refused, but data is missing or wrong', shows: ['says-data-missing'] },
      result: { label: 'A feed, listing or plan ends with problems', shows: ['result-names-problem'] },
      console: {
        label: 'We’re stuck on registration, roles or buttons at Amazon',
        shows: ['says-registration-pending'],
      },
      library: { label: 'The program fails before it calls Amazon', shows: ['library-failed'] },
      tool: {
        label: 'A tool reports that it isn’t connected',
        shows: ['says-token-expired', 'told-by-tool'],
      },
    },
  },
} as const satisfies Record<string, QuestionFacts>

export type QuestionId = keyof typeof questions
