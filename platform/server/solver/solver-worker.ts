/** The thread in which programs are solved. */
import { type LinearProgram, loadSolver, type Solved, solve } from './linear.ts'
import { answerWork } from './work-thread.ts'

answerWork<LinearProgram, Solved | null>(async (program) => solve(await loadSolver(), program))
