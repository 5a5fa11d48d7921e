/** The results of a round: what is still out and since when, the outcomes, what is odd, and every tube with its results. */
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { LinkButton } from '../../../../platform/web/desk/link-button.tsx'
import { useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { laboratory } from '../../contract.ts'
import { type Outcome, outcomes } from '../../model.ts'
import { laboratoryWords, resultWords as w } from '../../words.ts'
import { Oddities } from '../oddities.tsx'
import { useRoundChanges } from '../use-round-changes.ts'
import { RefusedTable } from './refused-table.tsx'
import { TubeDrawer } from './tube-drawer.tsx'
import { type TubesShown, TubesTable } from './tubes-table.tsx'

const ops = laboratory.operations

export default function ResultsSection({ id }: { id: string }) {
  const { t, lang } = useLang()
  const refresh = useRefresh()
  const sees = useMay(ops.tubeHistory.roles)
  const [shown, setShown] = useState<TubesShown>({})
  const [opened, setOpened] = useState<{ tubeId: string; code: string } | null>(null)
  const results = useAsk(ops.results, { roundId: id })
  useRoundChanges(() => void refresh(ops.results, ops.tubes, ops.refused))
  const only = (outcome: Outcome) => () => setShown({ outcome: [outcome] })
  return (
    <>
      <Answer of={results} height={112}>
        {({ balance, outcomes: sum, outstanding, oldestSince, oddities }) => (
          <>
            <Figures label={t(laboratoryWords.results)}>
              <Figure
                lead
                label={t(w.outstanding)}
                value={outstanding}
                {...(outstanding > 0 ? { tone: 'hand' as const } : {})}
                note={
                  oldestSince === null
                    ? balance.sampled > 0 && t(w.allResulted)
                    : t(w.outstandingSince, { when: shanghaiMinute(oldestSince) })
                }
                onOpen={() => setShown({ stage: ['filling', 'closed', 'packed', 'handed-over', 'received'] })}
              />
              <Figure
                label={t(w.resulted)}
                value={balance.resulted}
                note={t(w.ofSampled, { n: count(balance.sampled, lang) })}
                onOpen={() => setShown({ stage: ['resulted'] })}
              />
              {outcomes.values.map((outcome) => (
                <Figure
                  key={outcome}
                  label={t(outcomes.words[outcome])}
                  value={sum[outcome]}
                  {...(outcome === 'positive' && sum.positive > 0 ? { tone: 'alarm' as const } : {})}
                  {...(outcome === 'recheck' && sum.recheck > 0 ? { tone: 'hand' as const } : {})}
                  {...(sees ? { onOpen: only(outcome) } : {})}
                />
              ))}
            </Figures>
            <Oddities title={t(w.oddities)} oddities={oddities} />
          </>
        )}
      </Answer>
      <Block
        title={t(w.tubes)}
        note={sees && t(w.tubesNote)}
        flush
        actions={
          sees && (
            <LinkButton type="primary" to="/laboratory/files" search={{ round: id } as never}>
              {t(w.bring)}
            </LinkButton>
          )
        }
      >
        <TubesTable
          roundId={id}
          shown={shown}
          onShow={setShown}
          {...(sees ? { onOpen: setOpened } : {})}
          empty={<Nothing title={t(w.none)} hint={t(w.noneHint)} />}
        />
      </Block>
      {sees && (results.data?.refused ?? 0) > 0 && <RefusedTable roundId={id} />}
      {opened && <TubeDrawer {...opened} onClose={() => setOpened(null)} />}
    </>
  )
}
