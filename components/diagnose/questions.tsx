import { XIcon } from 'lucide-react'
import type { AnsweredQuestion, Question } from '#lib/amazon/diagnosis/questions.ts'
import { buttonClass } from '../ui/button.tsx'

/** Questions that decide between the remaining causes. Each answer is a button that sends the form again. */
export function Questions({ questions, formId }: { questions: readonly Question[]; formId: string }) {
  if (questions.length === 0) return null
  return (
    <div className="grid gap-4 rounded-md border border-accent-line bg-accent-soft p-4">
      {questions.map(({ id, text, answers }) => (
        <fieldset key={id} className="grid gap-2">
          <legend className="mb-2 font-medium">{text}</legend>
          <div className="flex flex-wrap gap-2">
            {answers.map((answer) => (
              <button
                key={answer.id}
                type="submit"
                form={formId}
                name="answer"
                value={`${id}.${answer.id}`}
                className={buttonClass({ size: 'medium' })}
              >
                {answer.label}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

/** The answers so far, each of which can be taken back. */
export function Answers({ answered, formId }: { answered: readonly AnsweredQuestion[]; formId: string }) {
  if (answered.length === 0) return null
  return (
    <div className="grid gap-1 text-sm">
      <h2 className="font-medium">Your answers</h2>
      <ul className="grid gap-1">
        {answered.map(({ id, text, label }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-ink-muted">{text}</span>
            <span className="font-medium">{label}</span>
            <button
              type="submit"
              form={formId}
              name="forget"
              value={id}
              aria-label={`Remove the answer: ${text} ${label}`}
              className="inline-flex size-6 items-center justify-center rounded-sm text-ink-muted hover:bg-sunken hover:text-ink"
            >
              <XIcon size={14} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
