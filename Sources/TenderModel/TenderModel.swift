// TenderModel
