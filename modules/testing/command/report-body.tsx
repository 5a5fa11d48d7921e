/** What a report says, block by block; the same on screen and on paper. */
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { count, share } from '../../../platform/web/desk/figures.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { contactOutcomes, exemptions, type Report, type Round } from '../model.ts'
import { boardWords, reportWords, roundWords, tubeWords } from '../words.ts'
import { HourChart } from './board/hour-chart.tsx'
import './report.css'

const outcomeWord = (outcome: string) =>
  contactOutcomes.has(outcome) ? contactOutcomes.words[outcome] : reportWords.notTried
const reasonWord = (reason: string) => (exemptions.has(reason) ? exemptions.words[reason] : exemptions.words.other)

/** Numbers as they are, the largest first. */
const largestFirst = <T extends { people: number }>(lines: readonly T[]): T[] =>
  [...lines].sort((a, b) => b.people - a.people)

export function ReportBody({ report, round }: { report: Report; round: Round }) {
  const { t } = useLang()
  const { due, tested, missing, walkIn, exempt } = report.figures
  return (
    <>
      <Figures label={t(roundWords.report)}>
        <Figure
          lead
          label={t(roundWords.missing)}
          value={missing}
          note={t(roundWords.ofDue, { share: share(missing, due) })}
          to={`/testing/rounds/${round.id}/missing`}
        />
        <Figure label={t(roundWords.tested)} value={tested} />
        <Figure label={t(roundWords.due)} value={due} />
        <Figure label={t(roundWords.share)} value={share(tested, due)} />
        <Figure label={t(roundWords.walkIn)} value={walkIn} note={t(roundWords.walkInNote)} />
        <Figure label={t(roundWords.exempted)} value={exempt} to={`/testing/rounds/${round.id}/exempt`} />
      </Figures>
      <div className="report-columns">
        <Block title={t(reportWords.missingBy)}>
          <Counts
            lines={largestFirst(report.missingByOutcome).map((line) => [t(outcomeWord(line.outcome)), line.people])}
          />
        </Block>
        <Block title={t(reportWords.exemptBy)}>
          <Counts
            lines={largestFirst(report.exemptByReason).map((line) => [t(reasonWord(line.reason)), line.people])}
          />
        </Block>
        <Block title={t(reportWords.samples)}>
          <Counts
            lines={[
              [t(reportWords.samplesTotal), report.samples],
              [t(reportWords.repeated), report.repeated],
              [t(reportWords.voided), report.voided],
              ...(report.late > 0 ? [[t(reportWords.late), report.late] as const] : []),
            ]}
          />
        </Block>
        <Block title={t(reportWords.tubes)}>
          <Counts
            lines={[
              [t(tubeWords.opened), report.tubes.opened],
              [t(tubeWords.closed), report.tubes.closed],
              [t(tubeWords.mismatched), report.tubes.mismatched],
              [t(tubeWords.packed), report.tubes.packed],
              [t(tubeWords.received), report.tubes.receivedByLab],
            ]}
          />
        </Block>
      </div>
      <Block title={t(boardWords.byHour)} note={t(boardWords.byHourNote)}>
        <HourChart lines={report.byHour} opensAt={round.opensAt} closesAt={round.closesAt} />
      </Block>
      <Block title={t(reportWords.byArea)}>
        <AreaTable report={report} />
      </Block>
    </>
  )
}

function Counts({ lines }: { lines: readonly (readonly [string, number])[] }) {
  const { t, lang } = useLang()
  if (lines.length === 0) return <p className="muted">{t(reportWords.nobody)}</p>
  return (
    <table className="report-counts">
      <tbody>
        {lines.map(([label, people]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{count(people, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AreaTable({ report }: { report: Report }) {
  const { t, lang } = useLang()
  const numbers = ['due', 'tested', 'missing', 'walkIn', 'exempt'] as const
  const title = {
    due: roundWords.due,
    tested: roundWords.tested,
    missing: roundWords.missing,
    walkIn: roundWords.walkIn,
    exempt: roundWords.exempted,
  }
  // Communities with their grids below them, in the order of their paths.
  const lines = [...report.byArea].sort((a, b) => (a.path < b.path ? -1 : 1))
  const top = Math.min(...lines.map((line) => line.path.split('.').length))
  return (
    <table className="report-areas">
      <thead>
        <tr>
          <th scope="col">{t(boardWords.area)}</th>
          {numbers.map((key) => (
            <th key={key} scope="col">
              {t(title[key])}
            </th>
          ))}
          <th scope="col">{t(roundWords.share)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.path} className={line.path.split('.').length === top ? 'report-top' : undefined}>
            <th scope="row">{line.name}</th>
            {numbers.map((key) => (
              <td key={key}>{count(line[key], lang)}</td>
            ))}
            <td>{share(line.tested, line.due)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
