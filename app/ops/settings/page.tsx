import { forbidden } from 'next/navigation'
import { getText } from '#app/_server/languages/language.ts'
import { operatorPage } from '#app/_server/operator-page.ts'
import { getServices } from '#app/_server/services.ts'
import { logoImage } from '#components/connect/company-mark.tsx'
import { paths } from '#components/paths.ts'
import { BrandingForm } from '#components/settings/branding-form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { readBrandingForm } from '#lib/branding/branding.ts'
import type { Context } from '#lib/context.ts'
import { saveBranding } from './actions.ts'

export default async function SettingsPage() {
  const { ctx, may } = await operatorPage(paths.settings)
  if (!may('branding:manage')) forbidden()
  return (
    <>
      <PageHeading title="Settings" description="How sellers see your company on pages and in emails." />
      <Branding ctx={ctx} />
    </>
  )
}

/** The position of the company's name in a sentence of the preview. */
const mark = '|'

async function Branding({ ctx }: { ctx: Context }) {
  const { stored, seenAt, logo } = await readBrandingForm(ctx)
  const { companyName, supportEmail } = getServices().settings
  const start = await getText('start')
  const frame = await getText('frame')
  const [before = '', after = ''] = start('text', { company: mark, kind: 'both' }).split(mark)
  return (
    <BrandingForm
      action={saveBranding}
      stored={{ ...stored, seenAt }}
      defaults={{ companyName, supportEmail: supportEmail ?? '' }}
      logo={logoImage(logo)}
      words={{
        title: start('title'),
        before,
        after,
        submit: start('continue'),
        country: (await getText('countries'))('label'),
        choose: (await getText('countries'))('choose'),
        questions: frame('questionsAt'),
        notRead: start('notRead'),
        notPassword: start('notPassword'),
        imprint: frame('imprint'),
        privacy: frame('privacy'),
        terms: frame('terms'),
      }}
    />
  )
}
