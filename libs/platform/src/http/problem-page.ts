import type { ProblemType } from '@maru/kernel';
import type { Catalogue } from '../module/catalogue';
import { platformProblems } from './platform.problems';

/** Every problem type of the service, by its name. */
export function problemTypes(catalogue: Catalogue): Map<string, ProblemType> {
  const all = [platformProblems, ...catalogue.entries.map((entry) => entry.problems)].flatMap((problems) => Object.values(problems));
  return new Map(all.map((problem) => [problem.type, problem]));
}

/** The page that a problem's `type` points at; null for an unknown one. All of it is our own text. */
export function problemPage(catalogue: Catalogue, type: string): string | null {
  const problem = problemTypes(catalogue).get(type);
  if (!problem) return null;
  const { title, status } = problem;
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title.ko}</title>
<body style="font:16px/1.6 sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;color:#14212b">
<h1 style="font-size:1.4rem">${title.ko}</h1><p lang="en">${title.en}</p>
<p><code>${type}</code> · HTTP ${status}</p></body></html>`;
}
