internal import Rules

/// The lexicons that the program itself asks for by name; all others serve patterns only.
package enum EngineLexicons {
  /// Their names.
  package static let names: Set<String> = [
    "abbreviations", "abbreviations_final", "addressees", "adjectives", "adverbs", "body_nouns",
    "boilerplate", "caption_starts", "collective_sides", "company_suffixes", "coordinators",
    "courtesy_titles", "determiners", "document_nouns", "ed_adjectives", "female_given_names",
    "government_bodies", "government_roles", "institution_heads", "legal_forms",
    "male_given_names", "media_nouns", "modals", "months", "mostly_nouns", "narration_verbs",
    "negators", "nicknames", "not_names", "noun_verbs", "nouns", "nouns_in_ing", "nouns_in_s",
    "person_particles", "person_suffixes", "possessive_pronouns", "prepositions",
    "prepositions_multi", "pronouns_object", "pronouns_subject", "readout_phrases",
    "readout_titles", "relative_pronouns", "role_nouns", "speech_titles", "statement_titles",
    "subordinators", "that_complement_nouns", "time_nouns", "title_heads", "title_modifiers",
    "titles", "verbs", "weekdays", "wh_words",
  ]

  /// The class in which the entries of some are inflected without being marked.
  static let inflected: [String: WordClass] = [
    "adjectives": .adjective, "collective_sides": .noun, "institution_heads": .noun,
    "noun_verbs": .verb, "nouns": .noun, "nouns_in_ing": .noun, "nouns_in_s": .noun,
    "role_nouns": .noun, "that_complement_nouns": .noun, "time_nouns": .noun,
    "title_heads": .noun, "verbs": .verb,
  ]
}
