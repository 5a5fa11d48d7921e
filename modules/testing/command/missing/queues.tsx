/** The missing by what came of reaching them: what to do next, each figure opening its people. */
import { Figure } from '../../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../../platform/web/desk/use-settled.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useLive } from '../../../../platform/web/live.ts'
import type { Word } from '../../../../platform/pure/words.ts'
import { testing } from '../../contract.ts'
import type { MissingQuestion } from './use-missing.ts'
import { missingWords } from './words.ts'

type Outcomes = NonNullable<MissingQuestion['outcome']>

const queues: readonly { readonly of: Outcomes; readonly label: Word }[] = [
  { of: ['not-tried'], label: missingWords.notTried },
  { of: ['will-come'], label: missingWords.saidTheyCome },
  { of: ['no-answer', 'wrong-number'], label: missingWords.notReached },
]
const { dueChanged, exemptionLifted, personExempted, personTried } = testing.events
const topics = ['testing.sample', ...[dueChanged, exemptionLifted, personExempted, personTried].map((e) => e.type)]

/** Reads again once what was heard has paused, at the latest every ten seconds: these figures stand beside the total. */
function useFollowing(refetch: () => unknown): void {
  const soon = useSettled(() => void refetch(), 700, 10_000)
  useLive(topics, soon, { onRestart: soon })
}

interface QueuesProps {
  readonly roundId: string
  /** Absent: the whole round, which the report has counted already. */
  readonly under?: string
  readonly go: (outcome: Outcomes) => void
}

export function Queues({ roundId, under, go }: QueuesProps) {
  const t = useT()
  const report = useAsk(testing.operations.report, { id: roundId }, { when: under === undefined })
  useFollowing(() => under === undefined && report.refetch())
  return queues.map(({ of, label }) =>
    under === undefined ? (
      <Figure
        key={label[1]}
        label={t(label)}
        value={
          report.data
            ? report.data.missingByOutcome
                .filter((line) => (of as readonly string[]).includes(line.outcome))
                .reduce((sum, line) => sum + line.people, 0)
            : null
        }
        onOpen={() => go(of)}
      />
    ) : (
      <Queue key={label[1]} roundId={roundId} under={under} of={of} label={t(label)} go={go} />
    ),
  )
}

function Queue(props: { roundId: string; under: string; of: Outcomes; label: string; go: QueuesProps['go'] }) {
  const { roundId, under, of, label, go } = props
  const answer = useAsk(testing.operations.missing, { roundId, under, outcome: of, limit: 1 }, { keep: true })
  useFollowing(answer.refetch)
  return <Figure label={label} value={answer.data?.total ?? null} onOpen={() => go(of)} />
}
