"""Papers: PDF made from templates by the job process, archived by digest, never made twice."""
