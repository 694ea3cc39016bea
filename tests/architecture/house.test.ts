import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const written = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root })
  .toString()
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const sources = written.filter((path) => /^(src|workers|tests|tools)\/.*\.(ts|svelte|mjs|js|cjs)$/.test(path));
const drawers = /^(utils?|helpers?|common|shared|misc|managers?)$/i;

function lines(path: string): number {
  return readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length;
}

function compilerOptions(name: string): ts.CompilerOptions {
  const read = ts.readConfigFile(join(root, name), (path) => ts.sys.readFile(path));
  return ts.parseJsonConfigFileContent(read.config, ts.sys, root).options;
}

/** The complaints of the compiler about one file of the core. */
function coreComplaints(text: string): string[] {
  const options = { ...compilerOptions('tsconfig.core.json'), paths: {} };
  const file = join(root, 'src/lib/math/planted.ts');
  const host = ts.createCompilerHost(options);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => (name === file ? source : readSource(name, ...rest));
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the house', () => {
  it('has no source above 300 lines', () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((path) => lines(path) > 300)).toEqual([]);
  });

  it('has no drawers', () => {
    const inDrawers = sources.filter((path) => path.split('/').some((part) => drawers.test(part.split('.')[0] ?? '')));
    expect(inDrawers).toEqual([]);
  });

  it('names files kebab-case, components PascalCase', () => {
    const odd = sources
      .filter((path) => /^(src|workers)\//.test(path))
      .map((path) => path.split('/').at(-1) ?? '')
      .filter(
        (name) =>
          !(name.endsWith('.svelte') ? /^(\+[a-z]+|[A-Z][A-Za-z0-9]*(\.fixture)?)\.svelte$/ : /^\+?[a-z0-9.-]+$/).test(
            name
          )
      );
    expect(odd).toEqual([]);
  });

  it('silences no compiler complaint', () => {
    const forced = sources.filter((path) => /@ts-(ignore|nocheck)/.test(readFileSync(join(root, path), 'utf8')));
    expect(forced.filter((path) => path !== 'tests/architecture/house.test.ts')).toEqual([]);
  });

  it('writes no path of a machine into a source', () => {
    const machine = new RegExp(`(^|['"\`\\s])/(${['work', 'root', 'home', 'Users'].join('|')})/`, 'm');
    expect(
      written
        .filter((path) => /\.(ts|svelte|mjs|js|cjs|json|md)$/.test(path))
        .filter((path) => machine.test(readFileSync(join(root, path), 'utf8')))
    ).toEqual([]);
  });
});

describe('the core', () => {
  it('is compiled without the DOM, Node or any ambient types', () => {
    const { lib, types, strict } = compilerOptions('tsconfig.core.json');
    expect(lib).toEqual(['lib.es2023.d.ts']);
    expect(types).toEqual([]);
    expect(strict).toBe(true);
  });

  it('does not compile when it touches the page', () => {
    expect(coreComplaints('export const a: number = 1;')).toEqual([]);
    expect(coreComplaints('export const a = document.title;').join()).toContain("Cannot find name 'document'");
    expect(coreComplaints('export const a = performance.now();').join()).toContain("Cannot find name 'performance'");
  });
});
