# Sums the counters of TRX files and of JUnit files into the one closing line.
/<Counters / {
  passed += value("passed"); failed += value("failed") + value("error") + value("timeout") + value("aborted")
  skipped += value("notExecuted")
  total += value("total")
}
/<testsuites / { web = value("tests"); bad = value("failures") + value("errors"); failed += bad; passed += web - bad; total += web }
/<testsuite / { off = value("skipped"); skipped += off; passed -= off }
function value(name,   at) {
  if (!match($0, " " name "=\"[0-9]+\"")) return 0
  at = substr($0, RSTART, RLENGTH)
  gsub(/[^0-9]/, "", at)
  return at + 0
}
END {
  # A skipped test is counted in "total" but, depending on the runner, not in "notExecuted".
  if (total > passed + failed + skipped) skipped = total - passed - failed
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit(failed > 0 || passed == 0)
}
