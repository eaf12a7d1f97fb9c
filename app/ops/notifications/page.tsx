import { operatorPage } from '#app/_server/operator-page.ts'
import { ChannelForm } from '#components/notifications/channel-form.tsx'
import { ChannelList } from '#components/notifications/channel-list.tsx'
import { MailCard } from '#components/notifications/mail-card.tsx'
import { Previews } from '#components/notifications/previews.tsx'
import { RuleForm } from '#components/notifications/rule-form.tsx'
import { RuleList } from '#components/notifications/rule-list.tsx'
import { SellerEmailsForm } from '#components/notifications/seller-emails-form.tsx'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { listChannelViews } from '#lib/notifications/channels.ts'
import { previewTexts } from '#lib/notifications/previews.ts'
import { listRuleChoices, listRuleViews, notifiableTypes } from '#lib/notifications/rules.ts'
import { readSellerEmails, sellerEmailsForm } from '#lib/notifications/seller-emails.ts'
import {
  addChannel,
  addRule,
  deleteChannel,
  deleteRule,
  saveSellerEmails,
  sendTest,
  sendTestEmail,
} from './actions.ts'

export default async function NotificationsPage() {
  const { ctx, may } = await operatorPage(paths.notifications)
  const mayManage = may('notifications:manage')
  return (
    <>
      <PageHeading
        title="Notifications"
        description="Who is notified of what: your team through channels, and sellers by email. Each incident causes one message."
      />
      {/* Without a boundary: React would leave the forms hidden for a browser without scripts. */}
      <Sections ctx={ctx} mayManage={mayManage} />
    </>
  )
}

async function Sections({ ctx, mayManage }: { ctx: Context; mayManage: boolean }) {
  const [channels, rules, sellerEmails, choices] = await Promise.all([
    listChannelViews(ctx),
    listRuleViews(ctx),
    readSellerEmails(ctx),
    listRuleChoices(ctx),
  ])
  const mail = ctx.mail === null ? null : { from: ctx.mail.from, server: ctx.mail.server }
  return (
    <>
      {mayManage && (
        <div className="flex flex-wrap gap-2 lg:hidden">
          <LinkButton href="#add-a-channel">Add a channel</LinkButton>
          {channels.length > 0 && <LinkButton href="#add-a-rule">Add a rule</LinkButton>}
        </div>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <ChannelList
            channels={channels.map((channel) => {
              const own = rules.filter(({ channelId }) => channelId === channel.id)
              return {
                ...channel,
                problemAt: channel.problemAt?.toISOString() ?? null,
                rules: own.length,
                waiting: own.reduce((sum, { waiting }) => sum + waiting, 0),
              }
            })}
            actions={mayManage ? { sendTest, remove: deleteChannel } : null}
          />
          <RuleList
            rules={rules.map((rule) => ({ ...rule, nextDigestAt: rule.nextDigestAt?.toISOString() ?? null }))}
            titles={notifiableTypes}
            remove={mayManage ? deleteRule : null}
          />
          <Card title="Emails to sellers">
            <SellerEmailsForm
              current={sellerEmailsForm(sellerEmails)}
              save={mayManage ? saveSellerEmails : null}
            />
          </Card>
          <Previews previews={previewTexts(ctx)} />
        </div>
        <div className="grid min-w-0 gap-5">
          <MailCard mail={mail} sendTest={mayManage ? sendTestEmail : null} />
          {mayManage && (
            <>
              <Card id="add-a-channel" title="Add a channel">
                <ChannelForm formId={crypto.randomUUID()} action={addChannel} />
              </Card>
              {channels.length > 0 && (
                <Card id="add-a-rule" title="Add a rule">
                  <RuleForm
                    formId={crypto.randomUUID()}
                    action={addRule}
                    channels={channels.map(({ id, name }) => ({ id, name }))}
                    applications={choices.applications}
                    types={notifiableTypes}
                  />
                </Card>
              )}
            </>
          )}
        </div>
      </div>
    </>
  )
}
