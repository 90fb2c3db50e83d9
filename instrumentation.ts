/** Runs once before the server takes requests. `next build` runs none of it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { loadPacksAtStart } = await import('@/app/data/packs');
  await loadPacksAtStart();
}
