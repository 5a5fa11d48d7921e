/** The missing by what came of reaching them: what to do next, each figure opening its people. */
import { Figure } from '../../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
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
/** ms between readings: these move by calls, not by swabs. */
const EVERY = 30_000

interface QueuesProps {
  readonly roundId: string
  /** Absent: the whole round, which the report has counted already. */
  readonly under?: string
  readonly go: (outcome: Outcomes) => void
}

export function Queues({ roundId, under, go }: QueuesProps) {
  const t = useT()
  const report = useAsk(testing.operations.report, { id: roundId }, { when: under === undefined, every: EVERY })
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
  const { data } = useAsk(
    testing.operations.missing,
    { roundId, under, outcome: of, limit: 1 },
    { keep: true, every: EVERY },
  )
  return <Figure label={label} value={data?.total ?? null} onOpen={() => go(of)} />
}
