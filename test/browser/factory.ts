import type { Browser, Page } from 'playwright-core';
import { address, haveSession, newVisitor } from './visitor';

/** What a person who is signed in gets from the API, for what a test needs to be there and is not about. */
export async function ask<T = Record<string, string>>(page: Page, method: string, path: string, data?: unknown): Promise<T> {
  const answer = await page.request.fetch(address(path), { method, data });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A factory with nothing but its owner and the module: every run has one of its own. @returns the owner's email */
export async function newFactory(browser: Browser): Promise<string> {
  const provider = await newVisitor(browser);
  await haveSession(provider.page, 'admin@maru.example');
  const companyCode = `works-${Date.now().toString(36)}`;
  const email = `owner@${companyCode}.example`;
  const owner = { name: '대표', email, roles: ['owner'], password: process.env.MARU_DEMO_PASSWORD };
  await ask(provider.page, 'POST', '/api/workspace/organisations', { name: companyCode, kind: 'manufacturer', companyCode, owner });
  await provider.close();
  const first = await newVisitor(browser);
  await haveSession(first.page, email);
  await ask(first.page, 'POST', '/api/workspace/subscription-changes', { module: 'fems', kind: 'start' });
  await first.close();
  return email;
}

/** A site with one meter of active energy. @returns the point's id */
export async function newPoint(page: Page): Promise<string> {
  const site = await ask(page, 'POST', '/api/workspace/sites', { name: '본사 공장', businessRegistrationNumber: '124-81-00998' });
  const meter = await ask(page, 'POST', '/api/fems/meters', { siteId: site.id, name: '수전 계량기', main: true });
  const point = await ask(page, 'POST', '/api/fems/points', {
    meterId: meter.id,
    name: '유효전력량(수전)',
    quantity: 'activeEnergyImport',
    unit: 'kWh',
    intervalSeconds: 900,
    acquisitionMode: 'automatic',
  });
  return point.id as string;
}
