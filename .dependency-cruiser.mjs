// The arrows of docs/decisions/001-rooms.md, enforced.
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const tests = '\\.test\\.tsx?$|^tests/';

export default {
  forbidden: [
    rule('no-circular', 'A circle of imports has no first file to read.', {}, { circular: true }),
    rule(
      'lib-is-pure',
      'lib/ is domain code without I/O, React or rooms above it.',
      { path: '^lib/', pathNot: tests },
      { path: '^(app|graph|seed|scripts|tests)/|^node_modules/(react|next|neo4j-driver|@grafeo-db)' },
    ),
    rule(
      'lib-has-no-io',
      'Clock, files and network are arguments.',
      { path: '^lib/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'graph-knows-no-app',
      'graph/ touches the database and lib types only.',
      { path: '^graph/', pathNot: tests },
      { path: '^(app|seed|scripts|tests)/|^node_modules/(react|next)/' },
    ),
    rule(
      'seed-loads-only',
      'seed/ reads packs and hands them to graph/.',
      { path: '^seed/', pathNot: tests },
      { path: '^(app|scripts|tests)/|^node_modules/(react|next)/' },
    ),
    rule(
      'only-the-loader-reaches-the-graph',
      'Reading and checking a pack needs no database.',
      { path: '^seed/', pathNot: `${tests}|^seed/load\\.ts$` },
      { path: '^graph/' },
    ),
    rule(
      'app-stands-on-top',
      'Nothing below app/ imports scripts or tests.',
      { path: '^app/', pathNot: tests },
      { path: '^(scripts|tests)/' },
    ),
    rule(
      'drivers-stay-in-graph',
      'Only graph/ speaks to a database.',
      { path: '^(app|lib|seed|scripts)/', pathNot: tests },
      { path: '^node_modules/(neo4j-driver|@grafeo-db)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '^node_modules/.*/node_modules|\\.wgsl$' },
  },
};
