academia-universities-by-region = The province is known of { $known } of the { $total ->
    [one] one sample university
   *[other] { $total } sample universities
}. They are in { rows-provinces }, most of them in { $leaders }.
academia-universities-by-department = The supervising department is known of { $known } of the { $total ->
    [one] one sample university
   *[other] { $total } sample universities
}; most often it is { $leaders }.
academia-ai-majors-by-year = { $sum_universities ->
    [one] One university of known year
   *[other] { $sum_universities } universities of known year
} began an AI major { years }. The peak is { $first }, with { $first_value }{ each-of }.
academia-papers-top30 = The sample universities with the most international papers are { $leaders }.
academia-foreign-partners-top20 = The foreign partners named most widely are { $leaders }.
academia-institutes-by-region = The province is known of { $known } of the { $total ->
    [one] one sample research institution
   *[other] { $total } sample research institutions
}. They are in { rows-provinces }, most of them in { $leaders }.
academia-institute-patents-top10 = The sample research institutions with the most patents are { $leaders }.
