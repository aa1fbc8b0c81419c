#!/usr/bin/env bash
# Switches each check of eng/checks-off.txt off in turn, and runs the tests: a check that nobody would miss is named, and
# makes the script fail.
#
#   eng/switch-checks-off.sh [NUMBER...]      all of them, or the ones with these numbers
#
# Works on a copy of the tracked files, with every check behind a switch that the environment sets, so that one build does.
# CHECK_TESTS, where it is set, is the filter of the tests that are run (see dotnet test --filter).
# Needs bash, git, perl and the .NET SDK; the cases of others are read where IMAGE_PROVENANCE_SHARED says (see tests/SharedData.cs).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
export IMAGE_PROVENANCE_SHARED=${IMAGE_PROVENANCE_SHARED:-$root/../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git ls-files -z | tar --null -cf - -T - | tar -xf - -C "$work"
cd "$work"

cat >src/ImageProvenance.Core/CheckSwitch.cs <<'SWITCH'
namespace ImageProvenance;

public static class CheckSwitch
{
    private static readonly string? Number = System.Environment.GetEnvironmentVariable("CHECK_OFF");

    public static bool IsOff(int number) => Number is not null && Number == number.ToString();
}
SWITCH

mapfile -t checks < <(grep -v '^#' eng/checks-off.txt)
for i in "${!checks[@]}"; do
  IFS=$'\t' read -r file expression instead <<<"${checks[i]}"
  FROM=$expression TO="(CheckSwitch.IsOff($((i + 1))) ? $instead : $expression)" perl -0pi -e '
    my ($from, $to) = @ENV{qw(FROM TO)};
    my $count = () = /\Q$from\E/g;
    $count == 1 or die "occurs $count times, and not once: $from\n";
    s/\Q$from\E/$to/' "$file" || { echo "$file: eng/checks-off.txt is out of date" >&2; exit 2; }
done

quietly=(-p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:GenerateDocumentationFile=false -v:q)
dotnet build tests/ImageProvenance.Signatures.Tests "${quietly[@]}"
dotnet build tests/ImageProvenance.Policies.Tests "${quietly[@]}"

missed=0
for number in "${@:-$(seq ${#checks[@]})}"; do for n in $number; do
  IFS=$'\t' read -r file expression _ <<<"${checks[n - 1]}"
  tests=Signatures
  [[ $file != *Policies* ]] || tests=Policies
  # What takes long and is about arithmetic and parsers is left out.
  if CHECK_OFF=$n dotnet test "tests/ImageProvenance.$tests.Tests" --no-build \
    --filter "${CHECK_TESTS:-FullyQualifiedName!~Wycheproof&FullyQualifiedName!~Ed25519&FullyQualifiedName!~Propert&FullyQualifiedName!~Any_change}" >"$work/log" 2>&1; then
    echo "$n: NOT MISSED: $file: $expression"
    missed=$((missed + 1))
  else
    echo "$n: missed by $(grep -c '^  Failed ' "$work/log" || true) tests: $file: $expression"
  fi
done; done
echo "$missed checks are not missed"
((missed == 0))
