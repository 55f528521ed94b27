academia-universities-by-region = The province is known for { known-of-universities }. { placed }
academia-universities-by-department = The supervising department is known for { known-of-universities }; most often it is { $leaders }.
academia-ai-majors-by-year = { $sum_universities ->
    [one] One university of known year
   *[other] { $sum_universities } universities of known year
} began a major in the field { years }.{ peak }
academia-ai-majors-by-region = The provinces with the most universities that have a major in the field, by level of education: { $by_group }.
academia-papers-by-kind = International papers by kind of institution: { $each }.
academia-papers-top30 = The universities with the most international papers are { $leaders }.
academia-foreign-partners-top20 = The foreign partners named most widely are { $leaders }.
academia-institutes-by-region = The province is known for { known-of-institutes }. { placed }
academia-institute-patents-top10 = The sample research institutions with the most patents are { $leaders }.
