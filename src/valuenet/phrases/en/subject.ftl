subject-in-sample = in the sample
subject-not-in-sample = not in the sample
subject-synthetic = synthetic
subject-by-identity = Found by its registered identity.
subject-by-spelling = Found by another spelling of its name.
subject-by-part = No subject is named exactly so; this is the only one whose name contains it.
subject-known = What is known, and from where
subject-field = field
subject-value = value
subject-why = why, and from where
subject-not-used = told, not used
subject-place = { $source }, row { $row }
subject-more-statements = { $more ->
    [one] and one more
   *[other] and { $more } more
}
subject-conflicts = { $fields ->
    [0] No field has values that contradict each other.
    [one] The sources differ on one field: { $names }.
   *[other] The sources differ on { $fields } fields: { $names }.
}
subject-waves = Waves
subject-wave = wave
subject-there = there
subject-sampled = in the sample
subject-sources = sources that speak of it
subject-seen = First seen { $first }, last seen { $last }.
subject-never-seen = At no wave is it known to be there.
subject-ties = Ties ({ $count })
subject-no-ties = No ties.
subject-side-ego = in its own record
subject-side-alter = in the other's record
subject-other = the other side
subject-when = waves
subject-from = from
subject-more-rows = { $more ->
    [one] and one more (--top 0 lists all)
   *[other] and { $more } more (--top 0 lists all)
}
subject-open = { $first } on
subject-rounds = Financing rounds ({ $count })
subject-parent = Part of { $names }.
subject-children = Above { $names }.
subject-groups = Member of { $names }.
subject-position = Rank { $rank } of { $nodes } nodes by weighted degree ({ $degree }), with { $neighbours } neighbours.
subject-failed = Not in the sample at { $wave }: { $rules }.
subject-yes = yes
subject-no = no
subject-reason = { $reason }: { $origin }
subject-origin-more = { $origin }; { $more }
