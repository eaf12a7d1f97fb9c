const steps = [
  'Sign in to the Solution Provider Portal (or Seller Central, Develop Apps) as the primary user of the account.',
  'Open the menu beside Edit App, and choose Authorize.',
  'Press Authorize app in the row of the account. A refresh token appears beside it.',
  'Copy it at once: Amazon does not show it again.',
]

/** What to press at Amazon, and what is good to know of it. */
export function WhereTokensComeFrom() {
  return (
    <div className="grid gap-3">
      <ol className="grid list-decimal gap-1.5 pl-5 marker:text-ink-faint">
        {steps.map((step) => (
          <li key={step} className="pl-1">
            {step}
          </li>
        ))}
      </ol>
      <p className="text-ink-muted text-sm">
        Each press makes another token, and the earlier ones keep working. Amazon allows ten
        self-authorizations for each application.
      </p>
    </div>
  )
}
